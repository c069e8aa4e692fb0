import { Random } from "../corpus/generator/random.js";
import { entryOf } from "../src/engine/entry.js";
import { createSketcher } from "../src/fingerprint/minhash.js";
import { type BandPlan, bandProbability, planBands } from "../src/match/bands.js";
import { listCandidates, searchCandidates } from "../src/match/candidates.js";
import { createCatalogBuilder } from "../src/match/catalog-builder.js";
import { createKeyMaker } from "../src/match/key-maker.js";
import { SAMPLE_MODULUS } from "../src/match/sampling.js";
import type { Article } from "../src/model/article.js";
import type { Catalog, KeyStore } from "../src/model/catalog.js";
import type { Fingerprint } from "../src/model/fingerprint.js";
import type { Cleaned } from "../src/model/span.js";
import { DEFAULTS } from "../src/options.js";
import { BINS, type PlantedSets, plantContainment, plantJaccard } from "./planted-sets.js";

/** Thresholds whose plans are measured, and shingles of the (shorter) text of a pair. */
export const THRESHOLDS = [0.5, 0.7, 0.8, 0.9] as const;
export const SIZES = [20, 50, 100, 300, 1000] as const;

/** What the search found of the pairs of one size and bin. */
export interface CurvePoint {
  readonly size: number;
  readonly bin: number;
  readonly pairs: number;
  /** Mean similarity of the pairs. */
  readonly similarity: number;
  /** Pairs found by sampled shingles alone, and the mean of the probability documented for them. */
  readonly sampled: number;
  readonly sampledDocumented: number;
  /** The same for bands, and pairs found by both channels together; by threshold. */
  readonly bands: readonly BandCount[];
}

export interface BandCount {
  readonly threshold: number;
  readonly banded: number;
  /** Only where the similarity is Jaccard, else NaN. */
  readonly bandedDocumented: number;
  readonly found: number;
}

/** The two ways to plant a pair. */
export type CurveKind = "jaccard" | "containment";

/** Measures one curve: every size, every bin, `pairs` pairs each. */
export function measureCurve(kind: CurveKind, pairs: number, seed: number): CurvePoint[] {
  const random = new Random(seed);
  const sketch = createSketcher(DEFAULTS);
  const plantPairs = kind === "jaccard" ? plantJaccard : plantContainment;
  return SIZES.flatMap((size) =>
    Array.from({ length: BINS }, (_, bin) => {
      const planted = plantPairs(size, bin, pairs, random);
      const prints = planted.sets.map((shingles): Fingerprint => {
        return { shingles, signature: sketch(shingles), tokens: shingles.length, exact: "" };
      });
      return measurePoint(kind, size, bin, planted, prints);
    }),
  );
}

function measurePoint(
  kind: CurveKind,
  size: number,
  bin: number,
  planted: PlantedSets,
  prints: readonly Fingerprint[],
): CurvePoint {
  const asked = [...planted.partner.keys()].filter((i) => (planted.partner[i] as number) >= 0);
  const mean = (value: (i: number) => number): number => asked.reduce((sum, i) => sum + value(i), 0) / asked.length;
  const catalogs = THRESHOLDS.map((threshold) => catalogOf(prints, planBands(DEFAULTS.hashes, threshold)));
  const [{ entries, samples } = { entries: [], samples: NO_KEYS }] = catalogs;
  const similarityOf = (i: number): number => planted.similarity[i] as number;
  return {
    size,
    bin,
    pairs: asked.length,
    similarity: mean(similarityOf),
    sampled: countFound({ entries, bandKeys: NO_KEYS, samples }, planted),
    sampledDocumented: mean((i) => sampleProbability(planted.shared[i] as number)),
    bands: THRESHOLDS.map((threshold, t): BandCount => {
      const catalog = catalogs[t] as Catalog;
      const plan = planBands(DEFAULTS.hashes, threshold);
      return {
        threshold,
        banded: countFound({ ...catalog, samples: NO_KEYS }, planted),
        bandedDocumented: kind === "jaccard" ? mean((i) => bandProbability(similarityOf(i), plan)) : Number.NaN,
        found: countFound(catalog, planted),
      };
    }),
  };
}

/** What src/match/sampling.ts says: each of the shared shingles is sampled with probability 1 / SAMPLE_MODULUS. */
export function sampleProbability(shared: number): number {
  return 1 - (1 - 1 / SAMPLE_MODULUS) ** shared;
}

/** An article of which matching sees nothing but its fingerprint. */
const ARTICLE: Article = { id: "", text: "", source: "" };
const CLEANED: Cleaned = { text: "", spans: [], regime: "clean", warnings: [] };

function catalogOf(prints: readonly Fingerprint[], plan: BandPlan): Catalog {
  const builder = createCatalogBuilder();
  const keysOf = createKeyMaker(plan);
  for (const print of prints) builder.add(entryOf(ARTICLE, { cleaned: CLEANED, print }), keysOf(print));
  return builder.finish();
}

/** Keys of a channel that is switched off. */
const NO_KEYS: KeyStore = { parts: 1, count: () => 0, read: () => new Uint32Array(0) };

/** Planted pairs among the candidates. A partner always stands before its set, so the set's own search meets it. */
function countFound(catalog: Catalog, { partner }: PlantedSets): number {
  let found = 0;
  const order = Uint32Array.from(partner.keys());
  for (const { article, others } of searchCandidates(listCandidates(catalog, order), order).candidates) {
    if (others.includes(partner[article] as number)) found++;
  }
  return found;
}
