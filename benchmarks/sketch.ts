import { parseArgs } from "node:util";
import { Random } from "../corpus/generator/random.js";
import type { ShingleSet } from "../src/model/fingerprint.js";
import { three } from "./figures.js";
import { interleave, spreadOf, timedProcessor } from "./measure.js";
import { markdownTable, provenance, writeResults } from "./results.js";
import { CLASSIC, type Contender, contenders, RIVAL } from "./sketchers.js";

/**
 * Which sketch: classic MinHash with one hash a row, or Fast Similarity Sketching? Error of the estimate of Jaccard
 * over random pairs of sets, and processor time a shingle, in one process.
 */
const { values } = parseArgs({
  options: {
    trials: { type: "string", default: "2000" },
    runs: { type: "string", default: "5" },
    seed: { type: "string", default: "1" },
    write: { type: "boolean", default: false },
  },
});

/** Sizes of both sets, and their Jaccard; trials shrink as sets grow. */
const PAIRS = [10, 50, 500, 2000].flatMap((size) =>
  (size < 20 ? [0.2, 0.5, 0.8] : [0.2, 0.5, 0.8, 0.95]).map((jaccard) => ({ size, jaccard })),
);
const SIZES = [50, 400, 2000];
const HASHES = [128, 256];
const SHINGLES_A_RUN = 400_000;

const random = new Random(Number(values.seed));
const all = contenders();
const command = `npm run bench:sketch -- --trials ${values.trials} --runs ${values.runs} --seed ${values.seed}`;
const body = [errorTable(), costTable(), provenance(command)].join("\n\n");
console.log(body);
if (values.write) writeResults("sketch", body);

function drawSet(count: number): bigint[] {
  return Array.from({ length: count }, () => (BigInt(random.next()) << 32n) | BigInt(random.next()));
}

function setOf(hashes: readonly bigint[]): ShingleSet {
  return BigUint64Array.from(hashes).sort() as BigUint64Array as ShingleSet;
}

/** Two sets of `size` that share so many shingles that their Jaccard is about `jaccard`. */
function drawPair(size: number, jaccard: number): { a: ShingleSet; b: ShingleSet; exact: number } {
  const shared = Math.round((2 * size * jaccard) / (1 + jaccard));
  const [common, left, right] = [drawSet(shared), drawSet(size - shared), drawSet(size - shared)];
  return { a: setOf([...common, ...left]), b: setOf([...common, ...right]), exact: shared / (2 * size - shared) };
}

function errorTable(): string {
  const measured = all.filter(({ name }) => name !== "classic, reference");
  const rows = PAIRS.map(({ size, jaccard }) => {
    const trials = Math.max(20, Math.round(Number(values.trials) * Math.min(1, 50 / size) ** 0.5));
    const errors = measured.map((contender) => rootMeanSquare(contender, size, jaccard, trials));
    const exact = drawPair(size, jaccard).exact;
    const theory = Math.sqrt((exact * (1 - exact)) / 128);
    return [`${size} shingles, J ${three(exact)}`, three(1000 * theory), ...errors];
  });
  const head = ["error × 1000 at 128 rows (± standard error)", "√(J(1 − J)/128)", ...measured.map(({ name }) => name)];
  return markdownTable(head, rows);
}

function rootMeanSquare({ make, share }: Contender, size: number, jaccard: number, trials: number): string {
  const count = Math.max(10, Math.round(trials * share));
  let squares = 0;
  for (let trial = 0; trial < count; trial++) {
    const { a, b, exact } = drawPair(size, jaccard);
    const sketch = make(128, trial);
    squares += (equalShare(sketch(a), sketch(b)) - exact) ** 2;
  }
  const error = 1000 * Math.sqrt(squares / count);
  return `${three(error)} ± ${three(error / Math.sqrt(2 * count))}`;
}

function equalShare(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let equal = 0;
  for (let row = 0; row < a.length; row++) if (a[row] === b[row]) equal++;
  return equal / a.length;
}

function costTable(): string {
  const rows = HASHES.flatMap((hashes) =>
    SIZES.map((size) => {
      const costs = costsOf(hashes, size);
      const ratio = (costs.get(CLASSIC) ?? Number.NaN) / (costs.get(RIVAL) ?? Number.NaN);
      return [`${hashes} rows, sets of ${size}`, ...[...costs.values()].map(three), three(ratio)];
    }),
  );
  const head = ["ns a shingle", ...all.map(({ name }) => name), `${CLASSIC} / ${RIVAL}`];
  return markdownTable(head, rows);
}

/** Median nanoseconds a shingle of every contender, in turns. */
function costsOf(hashes: number, size: number): Map<string, number> {
  const sets = Array.from({ length: Math.ceil(SHINGLES_A_RUN / size) }, () => setOf(drawSet(size)));
  const actions = all.map(({ make, share }) => {
    const sketch = make(hashes, 1);
    const own = sets.slice(0, Math.max(2, Math.round(sets.length * share * share)));
    return () => timedProcessor(() => own.forEach((set) => void sketch(set))).seconds / (own.length * size);
  });
  const results = interleave(actions, Number(values.runs));
  return new Map(results.map((found, i) => [all[i]?.name ?? "", spreadOf(found).median * 1e9]));
}
