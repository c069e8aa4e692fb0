import type { Original, Shelf } from "../model/catalog.js";
import type { ShingleSet, Tokens } from "../model/fingerprint.js";
import type { Passage, Relation } from "../model/pair.js";
import { createByteCache } from "./byte-cache.js";
import { type CompareOptions, relate } from "./compare.js";
import { otherOf, pairRuns } from "./pair-runs.js";
import { RELATIONS } from "./pair-table.js";
import { wordsOf } from "./passage-store.js";
import { leastRelated } from "./relation.js";
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

/** Shares of the bytes that sets and tokens may take. */
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
  const sets = createByteCache<ShingleSet>(bytes * SET_SHARE, (set) => set.byteLength + 100);
  const sides = createByteCache<Side>(
    bytes * (1 - SET_SHARE),
    ({ text, tokens }) => SIDE_FACTOR * tokens.count * 16 + text.length * 2 + 500,
  );
  const setOf = (article: number): ShingleSet => sets.get(article, () => shelf.shingles(article));
  const sideOf = (article: number): Side =>
    sides.get(article, () => {
      const original = shelf.original(article);
      return createSide(original.text, readTokens(original));
    });
  return (batch) => {
    const found = new VerifiedColumns();
    for (const { article, from, to } of pairRuns(batch)) {
      const own = setOf(article);
      for (let place = from; place < to; place++) {
        const [a, b] = [batch.first[place] as number, batch.second[place] as number];
        const isSamePage = batch.samePage[place] === 1;
        const other = setOf(otherOf(batch, place, article));
        const least = isSamePage ? 0 : leastRelated(own.length, other.length, options);
        const shared = sharedOf(own, other, countShared, least);
        const scores =
          a === article
            ? similarityOf(shared, own.length, other.length)
            : similarityOf(shared, other.length, own.length);
        const related = relate(scores, isSamePage, () => [sideOf(a), sideOf(b)], options);
        if (related !== undefined) found.add(place, related.relation, scores, related.passages);
      }
    }
    return found.finish();
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
