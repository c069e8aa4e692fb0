import type { Shelf } from "../model/catalog.js";
import type { Passage, Relation } from "../model/pair.js";
import { type ArticleReader, createArticleReader, type TokenReader } from "./article-reader.js";
import { type CompareOptions, relate } from "./compare.js";
import { mayBeForm } from "./form.js";
import { createJointViews, type JointViews, MOST_JOINT_BYTES } from "./joint-view.js";
import { otherOf, type PairRun, pairRuns } from "./pair-runs.js";
import { RELATIONS } from "./pair-table.js";
import { wordsOf } from "./passage-store.js";
import { leastDecided, leastRelated, PARTIAL_TOKENS } from "./relation.js";
import { type SharedCounter, sharedOf, similarityOf } from "./similarity.js";

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

/** Share of the bytes that crowds may take, as far as they need it. */
const CROWD_SHARE = 0.3;

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
  const crowdBytes = Math.min(MOST_JOINT_BYTES, bytes * CROWD_SHARE);
  const reader = createArticleReader(shelf, readTokens, bytes - crowdBytes);
  const joint = createJointViews(reader, crowdBytes);
  return (batch) => {
    const found = new VerifiedColumns();
    for (const run of pairRuns(batch)) {
      const open = findOpen(batch, run, { reader, joint, options, countShared });
      relateOpen(batch, run, open, { reader, joint, options }, found);
    }
    return found.finish();
  };
}

/** What pairs are compared with. */
interface Comparing {
  readonly reader: ArticleReader;
  readonly joint: JointViews;
  readonly options: CompareOptions;
}

/** Pairs of a run that shared shingles alone do not rule out, as columns. */
interface OpenPairs {
  readonly places: number[];
  /** Shared shingles, and those of the article that the run is not of. */
  readonly shared: number[];
  readonly sizes: number[];
  /** Whether its longest passage and facts decide. */
  readonly isHanging: boolean[];
  /** The articles of those, but for the one that the run is of. */
  readonly hanging: number[];
}

/** The pairs of a run that similarity leaves open. */
function findOpen(
  batch: PairBatch,
  { article, from, to }: PairRun,
  { reader, joint, options, countShared }: Comparing & { readonly countShared: SharedCounter | undefined },
): OpenPairs {
  const open: OpenPairs = { places: [], shared: [], sizes: [], isHanging: [], hanging: [] };
  const own = reader.setOf(article);
  const others: number[] = [];
  for (let place = from; place < to; place++) others.push(otherOf(batch, place, article));
  const known = joint.shingles(article, others);
  for (let i = 0; i < others.length; i++) {
    const other = others[i] as number;
    const isKnown = known !== undefined && (known.shared[i] as number) >= 0;
    const isSamePage = batch.samePage[from + i] === 1;
    const size = isKnown ? (known.sizes[i] as number) : reader.setOf(other).length;
    const least = isSamePage ? 0 : leastRelated(own.length, size, options);
    const shared = isKnown ? (known.shared[i] as number) : sharedOf(own, reader.setOf(other), countShared, least);
    if (shared < least) continue;
    const isHanging = !isSamePage && shared < leastDecided(own.length, size, options);
    open.places.push(from + i);
    open.shared.push(shared);
    open.sizes.push(size);
    open.isHanging.push(isHanging);
    if (isHanging) open.hanging.push(other);
  }
  return open;
}

/** Adds the related of the open pairs of a run. */
function relateOpen(
  { first, second, samePage }: PairBatch,
  { article }: PairRun,
  { places, shared, sizes, isHanging, hanging }: OpenPairs,
  { reader, joint, options }: Comparing,
  found: VerifiedColumns,
): void {
  if (places.length === 0) return;
  const own = reader.setOf(article).length;
  const bounds = joint.stretches(article, hanging);
  const mayDiffer = bounds !== undefined && mayBeForm(reader.sideOf(article).facts());
  let bounded = 0;
  for (const [i, place] of places.entries()) {
    const bound = isHanging[i] === true ? (bounds?.[bounded++] ?? UNKNOWN) : UNKNOWN;
    if (bound !== UNKNOWN && bound < PARTIAL_TOKENS && !mayDiffer) continue;
    const [a, b] = [first[place] as number, second[place] as number];
    const size = sizes[i] as number;
    const scores = similarityOf(shared[i] as number, a === article ? own : size, a === article ? size : own);
    const sides = () => [reader.sideOf(a), reader.sideOf(b)] as const;
    const related = relate(scores, samePage[place] === 1, sides, options, bound === UNKNOWN ? undefined : bound);
    if (related !== undefined) found.add(place, related.relation, scores, related.passages);
  }
}

/** Where there is no bound. */
const UNKNOWN = -1;

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
