import type { Catalog } from "../model/catalog.js";
import { addressKeys, pageNumbers } from "./addresses.js";
import { type ListSetting, NO_RANK } from "./list-builder.js";
import { buildPostings, type Postings } from "./postings.js";
import { createRankRows, type RankRowsMaker } from "./rank-rows.js";
import { requiredShared } from "./sampling.js";

/**
 * Leaders of a bucket: a newcomer is compared with at most this many members, those that come first under the keep
 * rule, among which the canonical is found. Fuller buckets are counted and reported, never paired in full.
 */
export const LEADERS = 64;

/** Containment below which no relation exists; the containment channel looks no lower. */
export const CONTAINMENT_FLOOR = 0.2;

/** Sampled shingles beyond which the count filter no longer grows. */
const SAMPLES_COUNTED = 512;

/** What the candidate search saw; buckets over LEADERS are the ones capped. */
export interface CandidateCounts {
  readonly overfullBands: number;
  readonly overfullSamples: number;
  readonly largestBucket: number;
}

/** A newcomer and the earlier articles it may resemble, all as indexes into the catalog. */
export interface Candidates {
  readonly article: number;
  /** One or more. */
  readonly others: readonly number[];
}

export interface CandidateSearch {
  readonly counts: CandidateCounts;
  readonly candidates: Iterable<Candidates>;
  /** Share of the articles whose candidates have been asked for, 0 to 1. */
  readonly walked: () => number;
}

/** Who is listed by the keys of articles, given in keep order. @param articles how many there are, all in all. */
export function listSetting(order: Uint32Array, articles: number): ListSetting {
  const bytes = articles * Uint32Array.BYTES_PER_ELEMENT;
  // Threads can share it.
  const rankOf = new Uint32Array(new SharedArrayBuffer(bytes)).fill(NO_RANK);
  for (let rank = 0; rank < order.length; rank++) rankOf[order[rank] as number] = rank;
  return { rankOf, ranks: order.length, most: LEADERS };
}

/** The lists of both channels. */
export interface KeyLists {
  readonly bands: Postings;
  readonly samples: Postings;
}

/** Lists the keys of a catalog here. @param makeRows where lists wait; default: in memory. */
export function listKeys(catalog: Catalog, setting: ListSetting, makeRows: RankRowsMaker = createRankRows): KeyLists {
  return {
    bands: buildPostings(catalog.bandKeys, setting, makeRows("bands", setting.ranks)),
    samples: buildPostings(catalog.samples, setting, makeRows("samples", setting.ranks)),
  };
}

/** Lists the articles whose addresses name one page. @param pages as `pageNumbers` gives them. */
export function listPages(pages: Uint32Array, setting: ListSetting, makeRows: RankRowsMaker): Postings {
  return buildPostings(addressKeys(pages), setting, makeRows("addresses", setting.ranks));
}

/** Lists of all that makes candidates. */
export interface CandidateLists extends KeyLists {
  readonly addresses: Postings;
}

/** Lists all of a catalog here, in memory. @param order as for `searchCandidates`. */
export function listCandidates(catalog: Catalog, order: Uint32Array): CandidateLists {
  const setting = listSetting(order, catalog.entries.length);
  const addresses = listPages(pageNumbers(catalog.entries), setting, createRankRows);
  return { ...listKeys(catalog, setting), addresses };
}

/**
 * Finds, for each article in `order`, the articles before it that share a band, enough sampled shingles or an address. Each
 * unordered pair appears at most once. Time is O(keys · LEADERS), memory O(articles), the rows apart.
 * @param lists of the articles in that order.
 */
export function searchCandidates({ bands, samples, addresses }: CandidateLists, order: Uint32Array): CandidateSearch {
  const counts = {
    overfullBands: bands.overfull,
    overfullSamples: samples.overfull,
    largestBucket: Math.max(bands.largest, samples.largest),
  };
  const place = { rank: 0 };
  const candidates = walk(samples, [bands, addresses], order, place);
  return { counts, candidates, walked: () => place.rank / Math.max(order.length, 1) };
}

function* walk(
  samples: Postings,
  sure: readonly Postings[],
  order: Uint32Array,
  place: { rank: number },
): Generator<Candidates> {
  const required = requiredShared(CONTAINMENT_FLOOR, SAMPLES_COUNTED);
  const shared = new Uint32Array(order.length);
  const touched: number[] = [];
  for (let rank = 0; rank < order.length; rank++) {
    place.rank = rank;
    touched.length = 0;
    samples.countLeaders(rank, shared, touched);
    let kept = 0;
    for (const other of touched) {
      const size = Math.min(samples.sizes[rank] as number, samples.sizes[other] as number, SAMPLES_COUNTED);
      if ((shared[other] as number) < (required[size] as number)) shared[other] = 0;
      else touched[kept++] = other;
    }
    touched.length = kept;
    for (const postings of sure) postings.countLeaders(rank, shared, touched);
    if (touched.length === 0) continue;
    const others = mostShared(touched, (other) => shared[other] as number).map((other) => order[other] as number);
    for (const other of touched) shared[other] = 0;
    yield { article: order[rank] as number, others };
  }
}

/** Articles a newcomer is verified against at most. */
const CANDIDATES_MAX = 2 * LEADERS;

/** All, or of too many those that come first in keep order and those that share most; ties by rank. */
function mostShared(ranks: number[], shared: (rank: number) => number): number[] {
  if (ranks.length <= CANDIDATES_MAX) return ranks;
  const byRank = new Uint32Array(ranks).sort();
  const rest = new Float64Array(ranks.length - LEADERS);
  for (let i = 0; i < rest.length; i++) {
    const rank = byRank[LEADERS + i] as number;
    rest[i] = rank - Math.min(shared(rank), MOST_SHARED) * RANKS;
  }
  rest.sort();
  const chosen: number[] = [];
  for (let i = 0; i < LEADERS; i++) chosen.push(byRank[i] as number);
  for (let i = 0; chosen.length < CANDIDATES_MAX; i++) {
    const one = rest[i] as number;
    chosen.push(one - Math.floor(one / RANKS) * RANKS);
  }
  return chosen;
}

/** Ranks are below. */
const RANKS = 2 ** 32;
/** Shared lists beyond which articles are as good as each other, so that a number holds them and a rank. */
const MOST_SHARED = 2 ** 21 - 1;

/** Earlier articles that one newcomer shares lists with, and how many; each by its rank. */
export interface SharedLists {
  /** Lists of sampled shingles. */
  readonly samples: ReadonlyMap<number, number>;
  /** Lists of which one is enough: bands, addresses. */
  readonly sure: ReadonlyMap<number, number>;
}

/**
 * The candidates of one newcomer, chosen as `searchCandidates` chooses them.
 * @param size sampled shingles of the newcomer. @param sizeOf those of another, asked for only where they decide.
 */
export function createChooser(): (lists: SharedLists, size: number, sizeOf: (rank: number) => number) => number[] {
  const required = requiredShared(CONTAINMENT_FLOOR, SAMPLES_COUNTED);
  return ({ samples, sure }, size, sizeOf) => {
    const shared = new Map<number, number>();
    const most = required[Math.min(size, SAMPLES_COUNTED)] as number;
    for (const [rank, count] of samples) {
      const isEnough = count >= most || count >= (required[Math.min(size, sizeOf(rank), SAMPLES_COUNTED)] as number);
      if (isEnough) shared.set(rank, count);
    }
    for (const [rank, count] of sure) shared.set(rank, (shared.get(rank) ?? 0) + count);
    return mostShared([...shared.keys()], (rank) => shared.get(rank) ?? 0);
  };
}
