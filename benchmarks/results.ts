import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder: the nearest one above this file that holds a package.json, also once compiled. */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}

/** A Markdown table; the first column is text, the others are aligned right. Cells hold no line ends. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, i) => (i === 0 ? (row[i] ?? "").padEnd(width) : (row[i] ?? "").padStart(width))).join(" | ")} |`;
  const rule = `| ${widths.map((width, i) => (i === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [line(cells[0] ?? []), rule, ...cells.slice(1).map(line)].join("\n");
}

/** What a published figure stands on: the command, the machine, Node and the commit. */
export function provenance(command: string): string {
  const processors = cpus();
  const model = processors[0]?.model.trim() || "unknown processor";
  const machine = `${model}, ${processors.length} cores`;
  return `\`${command}\` · ${machine} · Node ${process.versions.node} · commit ${commit()}`;
}

/** Short name of the commit, with a mark where files have changed since. */
function commit(): string {
  const git = (...args: string[]): string =>
    execFileSync("git", args, { cwd: projectRoot(), encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  try {
    const isChanged = git("status", "--porcelain", "--", "src", "corpus", "benchmarks/*.ts") !== "";
    return git("rev-parse", "--short", "HEAD") + (isChanged ? " with changes" : "");
  } catch {
    return "unknown";
  }
}

/** Title of the file of all figures. */
const TITLE = "# Benchmark results";

/** Regions in the order in which they stand in the file; each is written by one benchmark. */
export const REGIONS = [
  ...[
    "dedup",
    "clean",
    "stages",
    "kernel",
    "sketch",
    "recall",
    "peers",
    "peers-articles",
    "hostile",
    "memory",
    "furniture",
    "html",
  ],
  ...["index", "kill", "serve", "abuse"],
] as const;
export type Region = (typeof REGIONS)[number];

/**
 * The file's text with the inside of one region replaced; a region that is missing is put in its place in the order of
 * `REGIONS`. Text outside the regions stays.
 *
 *     <!-- bench:dedup -->
 *     …
 *     <!-- /bench:dedup -->
 */
export function replaceRegion(text: string, region: Region, body: string): string {
  const block = `${opening(region)}\n${body.trim()}\n${closing(region)}`;
  const start = text.indexOf(opening(region));
  const end = text.indexOf(closing(region));
  if (start >= 0 && end > start) return text.slice(0, start) + block + text.slice(end + closing(region).length);
  const at = placeOf(text, region);
  const before = text.slice(0, at).trimEnd();
  const after = text.slice(at).trim();
  return `${before === "" ? TITLE : before}\n\n${block}\n${after === "" ? "" : `\n${after}\n`}`;
}

/** Where a missing region goes: behind the last one present that precedes it, else below the title. */
function placeOf(text: string, region: Region): number {
  for (const earlier of REGIONS.slice(0, REGIONS.indexOf(region)).reverse()) {
    const end = text.indexOf(closing(earlier));
    if (end >= 0) return end + closing(earlier).length;
  }
  const title = /^# .*$/m.exec(text);
  return title === null ? 0 : title.index + title[0].length;
}

const opening = (region: Region): string => `<!-- bench:${region} -->`;
const closing = (region: Region): string => `<!-- /bench:${region} -->`;

/** Replaces one region of benchmarks/RESULTS.md, which is made where it is missing. */
export function writeResults(region: Region, body: string): void {
  const file = join(projectRoot(), "benchmarks", "RESULTS.md");
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  writeFileSync(file, replaceRegion(text, region, body));
}
