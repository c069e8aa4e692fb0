import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parseSize } from "../corpus/generator/main.js";
import type { Truth } from "../corpus/generator/newsroom.js";
import { ensureFeed, type Feed, scratchFolder } from "./feed.js";
import { grouped, MEGABYTE, percent, three } from "./figures.js";
import { jsonRows } from "./json-rows.js";
import { interleave, type Spread, spreadOf, timeProgram } from "./measure.js";
import {
  type ClusterQuality,
  type ClusterRow,
  COPY_RELATIONS,
  measureClusters,
  measurePairs,
  type PairQuality,
  type PairRow,
  plantedTruth,
  type QualityLimits,
} from "./quality.js";
import { markdownTable, projectRoot, provenance, writeResults } from "./results.js";

/**
 * How long does the whole job take, beside `wc -w` on the same file, and how right is it? Both programs read the file
 * from the page cache; each is started anew every round, and rounds are interleaved.
 */
const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "3" },
    bytes: { type: "string", default: "200m" },
    seed: { type: "string", default: "1" },
    write: { type: "boolean", default: false },
  },
});

/** What one round of the command took. */
interface Round {
  readonly seconds: number;
  readonly peakBytes: number;
}

const feed = ensureFeed(Number(values.seed), parseSize(values.bytes));
const out = join(scratchFolder(), "bench-out");
warm(feed.file);
/** What is measured beside the word count: the job with as many threads as the machine has processors comes last, as its outputs are judged. */
const JOBS: readonly (readonly [name: string, ...args: string[]])[] = [
  ["`dittograph dedup --workers 1`", "--workers", "1"],
  [
    "`dittograph dedup --profile none --no-records --no-passages`",
    "--profile",
    "none",
    "--no-records",
    "--no-passages",
  ],
  ["`dittograph dedup`"],
];
const [wcRounds = [], ...jobRounds] = interleave<Round | undefined>(
  [
    countWords,
    ...JOBS.map(
      ([, ...args]) =>
        () =>
          runDedup(args),
    ),
  ],
  Number(values.runs),
);
const body = [
  speedTable(
    feed,
    wcRounds.filter((round) => round !== undefined),
    jobRounds.map((rounds) => rounds.filter((round) => round !== undefined)),
  ),
  provenance(`npm run bench -- --bytes ${values.bytes} --runs ${values.runs} --seed ${values.seed}`),
  qualityText(),
].join("\n\n");
console.log(body);
if (values.write) writeResults("dedup", body);

/** Reads a file once, so that the first program to time finds it in the page cache as the others do. */
function warm(file: string): void {
  const handle = openSync(file, "r");
  const chunk = Buffer.allocUnsafe(1 << 20);
  while (readSync(handle, chunk) > 0);
  closeSync(handle);
}

function countWords(): Round | undefined {
  const seconds = timeProgram("wc", ["-w", feed.file], { LC_ALL: "C.UTF-8" });
  return seconds === undefined ? undefined : { seconds, peakBytes: Number.NaN };
}

function runDedup(options: readonly string[]): Round {
  const bin = join(projectRoot(), "dist", "cli", "bin.js");
  const seconds = timeProgram(process.execPath, [bin, "dedup", feed.file, "-o", out, "--quiet", ...options]) as number;
  const run = JSON.parse(readFileSync(join(out, "run.json"), "utf8")) as { peakMemoryBytes: number };
  return { seconds, peakBytes: run.peakMemoryBytes };
}

function speedTable({ bytes, articles }: Feed, wc: readonly Round[], jobs: readonly (readonly Round[])[]): string {
  const head = [
    `${three(bytes / MEGABYTE)} MB, ${grouped(articles)} articles`,
    "s, min",
    "s, median",
    "MB/s",
    "articles/s",
    "peak RSS, MB",
    "× wc -w",
  ];
  const words = wc.length === 0 ? undefined : spreadOf(wc.map(({ seconds }) => seconds));
  const cells = ({ min, median }: Spread, memory: string) => {
    const ratio = words === undefined ? "–" : three(median / words.median);
    return [
      three(min),
      three(median),
      three(bytes / MEGABYTE / median),
      grouped(Math.round(articles / median)),
      memory,
      ratio,
    ];
  };
  const rows = jobs.map((rounds, i) => {
    const peak = three(Math.max(...rounds.map(({ peakBytes }) => peakBytes)) / MEGABYTE);
    return [JOBS[i]?.[0] ?? "", ...cells(spreadOf(rounds.map(({ seconds }) => seconds)), peak)];
  });
  const none = ["not on this machine", "–", "–", "–", "–", "–"];
  return markdownTable(head, [["`wc -w` (C.UTF-8)", ...(words === undefined ? none : cells(words, "–"))], ...rows]);
}

function qualityText(): string {
  const truth = plantedTruth([...jsonRows<Truth>(feed.truthFile)]);
  const pairs = measurePairs(truth, jsonRows<PairRow>(join(out, "pairs.jsonl")));
  const { options } = JSON.parse(readFileSync(join(out, "summary.json"), "utf8")) as { options: QualityLimits };
  const clusters = measureClusters(truth, jsonRows<ClusterRow>(join(out, "clusters.jsonl")), options);
  return [pairTable(pairs), pairLine(pairs), clusterLine(clusters)].join("\n\n");
}

function pairTable({ byRelation }: PairQuality): string {
  const rows = [...COPY_RELATIONS, "form", "partial", "none"] as const;
  return markdownTable(
    ["planted relation", "pairs", "reported as copies", "share", "with the planted relation"],
    rows.map((relation) => {
      const { planted, found, agreeing } = byRelation[relation];
      const isCopy = (COPY_RELATIONS as readonly string[]).includes(relation);
      return [relation, grouped(planted), grouped(found), percent(found, planted), isCopy ? grouped(agreeing) : "–"];
    }),
  );
}

function pairLine({ reported, precision, recall, f1 }: PairQuality): string {
  const { right, wrong, neutral } = reported;
  return (
    `Copies against the planted truth: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}, ` +
    `F1 ${f1.toFixed(4)} (${grouped(right)} rows right, ${grouped(wrong)} wrong; ${grouped(neutral)} between copies of ` +
    "one story, of which the truth says nothing)."
  );
}

function clusterLine(quality: ClusterQuality): string {
  return (
    `${grouped(quality.clusters)} clusters, ${grouped(quality.members)} copies in them: ` +
    `${grouped(quality.strangers)} of another story than their canonical; ` +
    `${grouped(quality.formsMerged)} of ${grouped(quality.formStories)} form stories merged; ` +
    `least similar members: Jaccard ${quality.worstNear.toFixed(3)} of a near copy, ` +
    `containment ${quality.worstContained.toFixed(3)} of a contained one; ${grouped(quality.belowLimits)} below the limits.`
  );
}
