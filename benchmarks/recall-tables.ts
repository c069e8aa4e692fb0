import { planBands } from "../src/match/bands.js";
import { DEFAULTS } from "../src/options.js";
import { type ArticleRecall, PROMISED_TOKENS, type RecallCount } from "./article-recall.js";
import { grouped, percent } from "./figures.js";
import { BINS } from "./planted-sets.js";
import { type BandCount, type CurvePoint, SIZES, THRESHOLDS } from "./recall-curves.js";
import { markdownTable } from "./results.js";

/** Both curves, measured at the same sizes and bins. */
export interface Curves {
  readonly jaccard: readonly CurvePoint[];
  readonly containment: readonly CurvePoint[];
  /** Pairs of one size and bin. */
  readonly pairs: number;
}

/** The tables of planted pairs. */
export function plantedText({ jaccard, containment, pairs }: Curves): string {
  return [
    `Candidates among planted pairs, ${grouped(pairs)} in each bin of .05 and each size, by Jaccard: two texts of about ` +
      "equal length, columns by their size in shingles.",
    curveTable(jaccard, JACCARD),
    "By containment: columns by the size of the shorter text, the other is four times as long.",
    curveTable(containment, CONTAINMENT),
    "![Share of pairs that the bands find, by Jaccard](plots/jaccard.svg)\n" +
      "![Share of pairs that the sampled shingles find, by containment](plots/containment.svg)",
    "Below containment .2 the search drops long pairs by the number of samples they share: no relation begins there.",
  ].join("\n\n");
}

/** How a table speaks of its kind of pair, and of the channel that is made for it. */
interface Wording {
  readonly measure: string;
  readonly channel: (threshold: number) => string;
  readonly alone: (point: CurvePoint, threshold: number) => number;
  /** Probability, mean over the pairs of a point. */
  readonly documented: (point: CurvePoint, threshold: number) => number;
}

const JACCARD: Wording = {
  measure: "J",
  channel(threshold) {
    const { bands, rows } = planBands(DEFAULTS.hashes, threshold);
    return `${bands} bands of ${rows}`;
  },
  alone: (point, threshold) => bandsOf(point, threshold).banded,
  documented: (point, threshold) => bandsOf(point, threshold).bandedDocumented,
};

const CONTAINMENT: Wording = {
  measure: "C",
  channel: () => "samples",
  alone: ({ sampled }) => sampled,
  documented: ({ sampledDocumented }) => sampledDocumented,
};

/** Four rows a threshold: all pairs from it on, and those just above it, by both channels, by one, and as documented. */
function curveTable(curve: readonly CurvePoint[], wording: Wording): string {
  const rows = THRESHOLDS.flatMap((threshold) => {
    const { measure } = wording;
    const first = Math.round(threshold * BINS);
    const bin = `${measure} from ${threshold} to ${(first + 1) / BINS}`;
    const from = SIZES.map((size) => curve.filter((point) => point.size === size && point.bin >= first));
    const at = SIZES.map((size) => curve.filter((point) => point.size === size && point.bin === first));
    const found = (point: CurvePoint): number => bandsOf(point, threshold).found;
    return [
      [`${measure} ≥ ${threshold}`, ...from.map((points) => share(points, found))],
      [bin, ...at.map((points) => share(points, found))],
      [
        `${bin}, ${wording.channel(threshold)} alone`,
        ...at.map((points) => share(points, (point) => wording.alone(point, threshold))),
      ],
      [
        `${bin}, documented for them`,
        ...at.map((points) => share(points, (point) => wording.documented(point, threshold) * point.pairs)),
      ],
    ];
  });
  return markdownTable(["found", ...SIZES.map(String)], rows);
}

function bandsOf({ bands }: CurvePoint, threshold: number): BandCount {
  const found = bands.find((each) => each.threshold === threshold);
  if (found === undefined) throw new RangeError(`expected a measured threshold, found ${threshold}`);
  return found;
}

function share(points: readonly CurvePoint[], value: (point: CurvePoint) => number): string {
  const sum = (each: (point: CurvePoint) => number): number => points.reduce((total, point) => total + each(point), 0);
  return percent(
    sum(value),
    sum(({ pairs }) => pairs),
  );
}

/** One row a threshold: how many of the pairs that the exact join found have a row. */
export function articleTable(recalls: readonly ArticleRecall[]): string {
  const cell = ({ found, pairs: all }: RecallCount): string =>
    `${grouped(found)} of ${grouped(all)} (${percent(found, all)})`;
  return markdownTable(
    [
      "threshold",
      "Jaccard",
      `containment, ${PROMISED_TOKENS} tokens or more`,
      "containment, shorter texts",
      "candidates",
    ],
    recalls.map((recall) => [
      String(recall.threshold),
      cell(recall.jaccard),
      cell(recall.containment),
      cell(recall.shortContainment),
      grouped(recall.candidates),
    ]),
  );
}
