import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Summary } from "../src/model/summary.js";
import { scratchFolder } from "./feed.js";
import { grouped, MEGABYTE, three } from "./figures.js";
import { HOSTILE_FEEDS, type HostileFeed } from "./hostile-feeds.js";
import { interleave, spreadOf, timeProgram } from "./measure.js";
import { markdownTable, projectRoot, provenance, writeResults } from "./results.js";

/**
 * What do feeds cost that are made to hurt? Each has the same number of articles of the same length; times are told as
 * multiples of the time for articles that have nothing in common. The built command runs, rounds interleaved.
 */
const { values } = parseArgs({
  options: {
    articles: { type: "string", default: "20000" },
    runs: { type: "string", default: "3" },
    seed: { type: "string", default: "1" },
    write: { type: "boolean", default: false },
  },
});

/** What one run of the command took and saw. */
interface Round {
  readonly seconds: number;
  readonly peakBytes: number;
  readonly summary: Summary;
}

const folder = join(scratchFolder(), "hostile");
mkdirSync(folder, { recursive: true });
const files: string[] = [];
for (const [i, feed] of HOSTILE_FEEDS.entries()) files.push(await writeHostile(feed, i));
const rounds = interleave(
  files.map((file) => () => runDedup(file)),
  Number(values.runs),
);
const command = `npm run bench:hostile -- --articles ${values.articles} --runs ${values.runs} --seed ${values.seed}`;
const body = `${costTable(rounds)}\n\n${provenance(command)}`;
console.log(body);
if (values.write) writeResults("hostile", body);
rmSync(folder, { recursive: true, force: true });

async function writeHostile({ writer }: HostileFeed, place: number): Promise<string> {
  const file = join(folder, `feed-${place}.jsonl`);
  const write = await writer(Number(values.seed));
  const handle = openSync(file, "w");
  for (let i = 0; i < Number(values.articles); i++) {
    const id = `h${String(i).padStart(7, "0")}`;
    writeSync(handle, `${JSON.stringify({ id, source: `Outlet ${i % 60}`, text: write(i) })}\n`);
  }
  closeSync(handle);
  return file;
}

function runDedup(file: string): Round {
  const out = join(folder, "out");
  const bin = join(projectRoot(), "dist", "cli", "bin.js");
  const seconds = timeProgram(process.execPath, [bin, "dedup", file, "-o", out, "--quiet"]) as number;
  const read = <T>(name: string): T => JSON.parse(readFileSync(join(out, name), "utf8")) as T;
  const { peakMemoryBytes } = read<{ peakMemoryBytes: number }>("run.json");
  return { seconds, peakBytes: peakMemoryBytes, summary: read<Summary>("summary.json") };
}

function costTable(all: readonly (readonly Round[])[]): string {
  const medians = all.map((each) => spreadOf(each.map(({ seconds }) => seconds)).median);
  const rows = HOSTILE_FEEDS.map(({ name }, i) => {
    const each = all[i] as readonly Round[];
    const { search, pairs } = (each[0] as Round).summary;
    const rowsWritten = Object.values(pairs).reduce((sum, count) => sum + count, 0);
    return [
      `${name} (${three(statSync(files[i] as string).size / MEGABYTE)} MB)`,
      three(medians[i] as number),
      three((medians[i] as number) / (medians[0] as number)),
      three(Math.max(...each.map(({ peakBytes }) => peakBytes)) / MEGABYTE),
      grouped(search.candidates),
      grouped(search.largestBucket),
      grouped(rowsWritten),
    ];
  });
  const head = `${grouped(Number(values.articles))} articles`;
  return markdownTable(
    [head, "s, median", "× unrelated", "peak RSS, MB", "candidates", "largest bucket", "pairs"],
    rows,
  );
}
