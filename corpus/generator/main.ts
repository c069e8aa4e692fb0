import { closeSync, openSync, realpathSync, writeSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { type FeedOptions, generateFeed } from "./feed.js";

/** Characters gathered before they are written. */
const CHUNK = 1 << 20;

const USAGE =
  "usage: main.js --seed N (--bytes 200m | --articles N) [--copies .35] [--forms .03] [--sources 60] -o FILE";

const UNITS: Readonly<Record<string, number>> = { "": 1, k: 1e3, m: 1e6, g: 1e9 };

/** Bytes of "200m", "1.5g", "4096"; the units are powers of 1000. @throws {RangeError} on anything else. */
export function parseSize(size: string): number {
  const unit = /[kmg]$/i.test(size) ? size.slice(-1).toLowerCase() : "";
  const value = Number(unit === "" ? size : size.slice(0, -1));
  if (size === "" || !(value > 0)) throw new RangeError(`expected a size such as 200m, found "${size}"`);
  return Math.round(value * (UNITS[unit] ?? 1));
}

/** Writes the feed to `file` and its truth rows to `truthFile`; returns how many of each. */
export function writeFeed(options: FeedOptions, file: string, truthFile: string): { articles: number; pairs: number } {
  const feed = new LineWriter(file);
  const truths = new LineWriter(truthFile);
  for (const { line, truth } of generateFeed(options)) {
    feed.write(line);
    for (const row of truth) truths.write(JSON.stringify(row));
  }
  return { articles: feed.close(), pairs: truths.close() };
}

/** The truth file that stands beside a feed: `feed.jsonl` → `feed.truth.jsonl`. */
export function truthFileOf(file: string): string {
  return `${file.replace(/\.jsonl$/, "")}.truth.jsonl`;
}

class LineWriter {
  readonly #file: number;
  #chunk = "";
  #lines = 0;

  constructor(path: string) {
    this.#file = openSync(path, "w");
  }

  write(line: string): void {
    this.#chunk += `${line}\n`;
    this.#lines++;
    if (this.#chunk.length >= CHUNK) this.#flush();
  }

  close(): number {
    this.#flush();
    closeSync(this.#file);
    return this.#lines;
  }

  #flush(): void {
    const bytes = Buffer.from(this.#chunk);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
    this.#chunk = "";
  }
}

function run(): void {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    options: {
      seed: text,
      bytes: text,
      articles: text,
      copies: text,
      forms: text,
      sources: text,
      output: { ...text, short: "o" },
    },
  });
  const { output, seed = "1" } = values;
  if (output === undefined || (values.bytes === undefined && values.articles === undefined))
    throw new RangeError(USAGE);
  const options: FeedOptions = {
    seed: Number(seed),
    ...(values.bytes === undefined ? {} : { bytes: parseSize(values.bytes) }),
    ...(values.articles === undefined ? {} : { articles: Number(values.articles) }),
    ...(values.copies === undefined ? {} : { copies: Number(values.copies) }),
    ...(values.forms === undefined ? {} : { forms: Number(values.forms) }),
    ...(values.sources === undefined ? {} : { sources: Number(values.sources) }),
  };
  const { articles, pairs } = writeFeed(options, output, truthFileOf(output));
  console.log(`${output}: ${articles} articles, ${pairs} planted pairs in ${truthFileOf(output)}`);
}

function isProgram(script: string | undefined): boolean {
  return script !== undefined && import.meta.url === pathToFileURL(realpathSync(script)).href;
}

if (isProgram(process.argv[1])) {
  try {
    run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}
