import { parseArgs } from "node:util";
import { parseSize } from "../corpus/generator/main.js";
import { createFingerprinter } from "../src/fingerprint/fingerprint.js";
import { resolveOptions } from "../src/options.js";
import { readArticles } from "../src/read/read.js";
import { ensureFeed } from "./feed.js";
import { grouped, MEGABYTE, three } from "./figures.js";
import { type KernelWork, kernelWorks, loadedKernel, SCRIPTS } from "./kernel-works.js";
import { interleave, spreadOf, timedProcessor } from "./measure.js";
import { markdownTable, provenance, writeResults } from "./results.js";

/**
 * What does the compiled kernel gain over its reference in TypeScript? Both read the same texts in one process, in
 * turns; what they give is equal, which the tests assert. Times are processor time of the process. Feeds in other scripts are the same feed, its letters mapped.
 */
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    bytes: { type: "string", default: "5m" },
    seed: { type: "string", default: "1" },
    write: { type: "boolean", default: false },
  },
});

const options = resolveOptions();
const texts = await readTexts();
const rounds = Number(values.runs);
const command = `npm run bench:kernel -- --bytes ${values.bytes} --runs ${rounds} --seed ${values.seed}`;
const body = [await worksTable(), await scriptsTable(), provenance(command)].join("\n\n");
console.log(body);
if (values.write) writeResults("kernel", body);

async function readTexts(): Promise<string[]> {
  const feed = ensureFeed(Number(values.seed), parseSize(values.bytes));
  const found: string[] = [];
  for await (const reading of readArticles([{ path: feed.file, relative: feed.file }])) {
    if (reading.kind === "article") found.push(reading.article.text);
  }
  return found;
}

/** Median seconds of every side of every work, in turns; what a work builds on is taken off. */
function medians(works: readonly KernelWork[]): { kernel: number; reference: number }[] {
  const sides = works.flatMap(({ kernel, reference }) => [kernel, reference]);
  const seconds = interleave(
    sides.map((side) => () => timedProcessor(side).seconds),
    rounds,
  ).map((all) => spreadOf(all).median);
  const at = (side: number): number => seconds[side] ?? Number.NaN;
  return works.map(({ above }, i) => {
    const below = works.findIndex(({ name }) => name === above);
    return { kernel: at(2 * i) - (below < 0 ? 0 : at(2 * below)), reference: at(2 * i + 1) };
  });
}

async function worksTable(): Promise<string> {
  const works = await kernelWorks(texts, options);
  const megabytes = bytesOf(texts) / MEGABYTE;
  const rows = medians(works).map(({ kernel, reference }, i) => {
    const { name, unit, count } = works[i] as KernelWork;
    const each = (seconds: number) => `${three((seconds * 1e9) / count)} a${unit === "article" ? "n" : ""} ${unit}`;
    return [
      name,
      each(kernel),
      each(reference),
      three(megabytes / kernel),
      three(megabytes / reference),
      three(reference / kernel),
    ];
  });
  const head = `${three(megabytes)} MB, ${grouped(texts.length)} articles`;
  return markdownTable([head, "kernel, ns", "reference, ns", "kernel, MB/s", "reference, MB/s", "×"], rows);
}

async function scriptsTable(): Promise<string> {
  const [fast, reference] = [
    await createFingerprinter(options, undefined, loadedKernel()),
    await createFingerprinter(options),
  ];
  const rows = Object.entries(SCRIPTS).map(([name, map]) => {
    const mapped = texts.map(map);
    const megabytes = bytesOf(mapped) / MEGABYTE;
    const [quick, slow] = interleave(
      [fast, reference].map(
        (print) => () => timedProcessor(() => mapped.forEach((text) => void print(text, []))).seconds,
      ),
      rounds,
    ).map((all) => spreadOf(all).median) as [number, number];
    return [name, three(megabytes / quick), three(megabytes / slow), three(slow / quick)];
  });
  return markdownTable(["whole fingerprints", "kernel, MB/s", "reference, MB/s", "×"], rows);
}

function bytesOf(all: readonly string[]): number {
  return all.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}
