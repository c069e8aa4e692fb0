import type { Original, Shelf } from "../model/catalog.js";
import type { ShingleSet, Tokens } from "../model/fingerprint.js";
import type { Passage, Relation, Similarity } from "../model/pair.js";
import { createByteCache } from "./byte-cache.js";
import { type CompareOptions, relate } from "./compare.js";
import { mayBeForm } from "./form.js";
import { createJointViews, type JointViews } from "./joint-view.js";
import { otherOf, type PairRun, pairRuns } from "./pair-runs.js";
import { RELATIONS } from "./pair-table.js";
import { wordsOf } from "./passage-store.js";
import { hangsOnPassages, leastRelated, PARTIAL_TOKENS } from "./relation.js";
import { createSide, type Side } from "./side.js";
import { type SharedCounter, sharedOf, similarityOf } from "./similarity.js";

/** Tokens that feed the fingerprint of an article. */
export type TokenReader = (original: Original) => Tokens;

/** Pairs to verify, as columns of equal length: indexes of the article with the smaller id, of the other, and whether both are states of one page (1 or 0). */
export interface PairBatch {
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  readonly samePage: Uint8Array;
}

/** The related pairs of a batch, as columns of equal length. Plain data. */
export interface VerifiedPairs {
  /** Places in the batch, ascending. */
  readonly places: Uint32Array;
  /** Places in RELATIONS. */
  readonly relations: Uint8Array;
  /** Jaccard and both containments, three a pair. */
  readonly scores: Float64Array;
  /** a.start, a.end, b.start, b.end and tokens of every passage, pair after pair. */
  readonly passages: Uint32Array;
  /** Where the passages of each pair end in `passages`. */
  readonly passageEnds: Uint32Array;
}

/** Verifies a batch on full sets; sets and tokens stay at hand from one batch to the next, up to a number of bytes. */
export type Verifier = (batch: PairBatch) => VerifiedPairs;

/** Share of the bytes that lists of crowds may take, which need no more than so many. */
const CROWD_SHARE = 0.3;
const MOST_CROWD = 9 << 20;
/** Share of the other bytes that sets may take; tokens take the rest. */
const SET_SHARE = 0.4;
/** What facts, maps and objects may add to the bytes of a side's columns. */
const SIDE_FACTOR = 5;

/**
 * A verifier that keeps at most about `bytes` of what it has read.
 * @param countShared as for `similarity`.
 */
export function createVerifier(
  shelf: Shelf,
  readTokens: TokenReader,
  options: CompareOptions,
  bytes: number,
  countShared?: SharedCounter,
): Verifier {
  const crowdBytes = Math.min(MOST_CROWD, bytes * CROWD_SHARE);
  const reader = createReader(shelf, readTokens, bytes - crowdBytes);
  const joint = createJointViews(reader, crowdBytes);
  return (batch) => {
    const found = new VerifiedColumns();
    for (const run of pairRuns(batch)) {
      const open = findOpen(batch, run, { reader, joint, options, countShared });
      const hanging = open.filter(({ isHanging }) => isHanging).map(({ other }) => other);
      const longest = joint.stretches(run.article, hanging);
      const mayDiffer = longest !== undefined && mayBeForm(reader.sideOf(run.article).facts());
      for (const { place, other, scores, isHanging } of open) {
        const bound = isHanging ? longest?.(other) : undefined;
        if (bound !== undefined && bound < PARTIAL_TOKENS && !mayDiffer) continue;
        const sides = () =>
          [reader.sideOf(batch.first[place] as number), reader.sideOf(batch.second[place] as number)] as const;
        const related = relate(scores, batch.samePage[place] === 1, sides, options, bound);
        if (related !== undefined) found.add(place, related.relation, scores, related.passages);
      }
    }
    return found.finish();
  };
}

/** A pair that similarity alone does not rule out. */
interface OpenPair {
  readonly place: number;
  /** The article of the pair that its run is not of. */
  readonly other: number;
  readonly scores: Similarity;
  /** Whether its relation hangs on the longest passage. */
  readonly isHanging: boolean;
}

/** What similarity is found with. */
interface Comparing {
  readonly reader: ReturnType<typeof createReader>;
  readonly joint: JointViews;
  readonly options: CompareOptions;
  readonly countShared: SharedCounter | undefined;
}

/** The pairs of a run that similarity leaves open. */
function findOpen(
  batch: PairBatch,
  { article, from, to }: PairRun,
  { reader, joint, options, countShared }: Comparing,
): OpenPair[] {
  const open: OpenPair[] = [];
  const own = reader.setOf(article);
  const others = Array.from({ length: to - from }, (_, i) => otherOf(batch, from + i, article));
  const known = joint.shingles(article, others);
  for (const [i, other] of others.entries()) {
    const place = from + i;
    const isSamePage = batch.samePage[place] === 1;
    const both = known?.(other);
    const size = both?.size ?? reader.setOf(other).length;
    const least = isSamePage ? 0 : leastRelated(own.length, size, options);
    const shared = both?.shared ?? sharedOf(own, reader.setOf(other), countShared, least);
    if (shared < least) continue;
    const isFirst = batch.first[place] === article;
    const scores = similarityOf(shared, isFirst ? own.length : size, isFirst ? size : own.length);
    open.push({ place, other, scores, isHanging: !isSamePage && hangsOnPassages(scores, options) });
  }
  return open;
}

/** Reads sets and sides, and keeps about `bytes` of them at hand. */
function createReader(shelf: Shelf, readTokens: TokenReader, bytes: number) {
  const sets = createByteCache<ShingleSet>(bytes * SET_SHARE, (set) => set.byteLength + 100);
  const sides = createByteCache<Side>(
    bytes * (1 - SET_SHARE),
    ({ text, tokens }) => SIDE_FACTOR * tokens.count * 16 + text.length * 2 + 500,
  );
  const sideOf = (article: number): Side =>
    sides.get(article, () => {
      const original = shelf.original(article);
      return createSide(original.text, readTokens(original));
    });
  return {
    setOf: (article: number): ShingleSet => sets.get(article, () => shelf.shingles(article)),
    sideOf,
    windowKeysOf: (article: number): Float64Array => sideOf(article).windowKeys(),
  };
}

class VerifiedColumns {
  readonly #places: number[] = [];
  readonly #relations: number[] = [];
  readonly #scores: number[] = [];
  readonly #passages: number[] = [];
  readonly #ends: number[] = [];

  add(
    place: number,
    relation: Relation,
    { jaccard, containment }: { readonly jaccard: number; readonly containment: readonly [number, number] },
    passages: readonly Passage[],
  ): void {
    this.#places.push(place);
    this.#relations.push(RELATIONS.indexOf(relation));
    this.#scores.push(jaccard, containment[0], containment[1]);
    for (const word of wordsOf(passages)) this.#passages.push(word);
    this.#ends.push(this.#passages.length);
  }

  finish(): VerifiedPairs {
    return {
      places: Uint32Array.from(this.#places),
      relations: Uint8Array.from(this.#relations),
      scores: Float64Array.from(this.#scores),
      passages: Uint32Array.from(this.#passages),
      passageEnds: Uint32Array.from(this.#ends),
    };
  }
}

/** The words of the passages of the n-th pair of a batch. */
export function passageWords({ passages, passageEnds }: VerifiedPairs, n: number): Uint32Array {
  return passages.subarray(n === 0 ? 0 : passageEnds[n - 1], passageEnds[n]);
}
