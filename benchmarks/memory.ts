import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parseSize } from "../corpus/generator/main.js";
import { ensureFeed, scratchFolder } from "./feed.js";
import { grouped, MEGABYTE, three } from "./figures.js";
import { timeProgram } from "./measure.js";
import { markdownTable, projectRoot, provenance, writeResults } from "./results.js";

/**
 * What does a feed cost in memory, and how does it grow? The built command runs over generated feeds of several sizes, the
 * smallest first; growth is what each article beyond those of the feed before adds to the peak.
 */
const { values } = parseArgs({
  options: {
    bytes: { type: "string", default: "100m,400m" },
    /** Sizes for --memory; `none` leaves it out. */
    memory: { type: "string", default: "none,512m" },
    workers: { type: "string", default: "2" },
    seed: { type: "string", default: "1" },
    write: { type: "boolean", default: false },
  },
});

/** One run of the command. */
interface Row {
  readonly bytes: number;
  readonly articles: number;
  readonly memory: string;
  readonly seconds: number;
  readonly peakBytes: number;
}

const out = join(scratchFolder(), "memory-out");
const rows: Row[] = [];
for (const memory of values.memory.split(",")) {
  for (const size of values.bytes.split(",")) rows.push(measure(parseSize(size), memory));
}
rmSync(out, { recursive: true, force: true });
const command = `npm run bench:memory -- --bytes ${values.bytes} --memory ${values.memory} --workers ${values.workers} --seed ${values.seed}`;
const body = `${table(rows)}\n\n${provenance(command)}`;
console.log(body);
if (values.write) writeResults("memory", body);

function measure(asked: number, memory: string): Row {
  const { file, bytes, articles } = ensureFeed(Number(values.seed), asked);
  const bin = join(projectRoot(), "dist", "cli", "bin.js");
  const limit = memory === "none" ? [] : ["--memory", memory];
  const args = [bin, "dedup", file, "-o", out, "--quiet", "--workers", values.workers, ...limit];
  const seconds = timeProgram(process.execPath, args) as number;
  const { peakMemoryBytes } = JSON.parse(readFileSync(join(out, "run.json"), "utf8")) as { peakMemoryBytes: number };
  return { bytes, articles, memory, seconds, peakBytes: peakMemoryBytes };
}

function table(all: readonly Row[]): string {
  const head = ["feed", "articles", "--memory", "s", "µs an article", "peak RSS, MB", "more an article, bytes"];
  return markdownTable(
    head,
    all.map((row, i) => [
      `${three(row.bytes / MEGABYTE)} MB`,
      grouped(row.articles),
      row.memory,
      three(row.seconds),
      grouped(Math.round((row.seconds * 1e6) / row.articles)),
      three(row.peakBytes / MEGABYTE),
      growth(row, all[i - 1]),
    ]),
  );
}

function growth(row: Row, before: Row | undefined): string {
  if (before === undefined || before.memory !== row.memory || before.articles >= row.articles) return "–";
  return grouped(Math.round((row.peakBytes - before.peakBytes) / (row.articles - before.articles)));
}
