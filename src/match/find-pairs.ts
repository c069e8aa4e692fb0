import type { Catalog, CatalogEntry } from "../model/catalog.js";
import type { Pair } from "../model/pair.js";
import { pageNumbers } from "./addresses.js";
import { type CandidateCounts, type Candidates, searchCandidates } from "./candidates.js";
import { type CompareOptions, pairOf } from "./compare.js";
import { leaveCrowds } from "./crowds.js";
import type { ExactCopies } from "./exact-copies.js";
import type { FoundPair } from "./found-pair.js";
import { type PairBatch, passagesAt, RELATIONS, type VerifiedPairs } from "./verify.js";

/** All verified pairs, and what the search for them saw. */
export interface Matches {
  readonly pairs: readonly FoundPair[];
  readonly counts: CandidateCounts & {
    readonly candidates: number;
    readonly exactCopies: number;
    /** Partial rows left out, as only crowded passages made them. */
    readonly crowded: number;
  };
}

/** Where candidates are verified: here, or in other threads. */
export interface Verification {
  /** Batches that may be under way at once, 1 or more. */
  readonly lanes: number;
  verify(batch: PairBatch): Promise<VerifiedPairs>;
  /** Called now and then with the share of the articles whose candidates are being verified, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** Pairs a batch: some tens of milliseconds of work. */
const BATCH_PAIRS = 512;

/**
 * Finds and verifies all pairs of a catalog whose exact copies are collapsed. The pairs do not depend on the order of
 * input, nor on where they are verified: candidates follow keep order, each pair is judged with its smaller id first,
 * and results are taken in the order of the batches.
 */
export async function findPairs(
  catalog: Catalog,
  { first, firstOf }: ExactCopies,
  { lanes, verify, onProgress }: Verification,
  options: Pick<CompareOptions, "floor" | "passages">,
): Promise<Matches> {
  const { entries } = catalog;
  const pairs = exactPairs(entries, firstOf);
  const exactCopies = pairs.length;
  const search = searchCandidates(catalog, first);
  const underway: { readonly batch: PairBatch; readonly verified: Promise<VerifiedPairs> }[] = [];
  let candidates = 0;
  const takeOldest = async (): Promise<void> => {
    const oldest = underway.shift();
    if (oldest !== undefined) addVerified(pairs, entries, oldest.batch, await oldest.verified);
  };
  for (const batch of batches(newcomers(search.candidates, catalog.known), entries)) {
    candidates += batch.first.length;
    onProgress?.(search.walked());
    const verified = verify(batch);
    verified.catch(() => {});
    underway.push({ batch, verified });
    if (underway.length > lanes) await takeOldest();
  }
  while (underway.length > 0) await takeOldest();
  const { pairs: left, crowded } = leaveCrowds(pairs, entries, options);
  return {
    pairs: options.passages ? left : left.map(withoutPassages),
    counts: { ...search.counts, candidates, exactCopies, crowded },
  };
}

function exactPairs(entries: readonly CatalogEntry[], firstOf: Uint32Array): FoundPair[] {
  const pairs: FoundPair[] = [];
  for (const [article, earlier] of firstOf.entries()) {
    if (earlier === article) continue;
    const same = { jaccard: 1, containment: [1, 1] } as const;
    const [first, second] = byId(entries, article, earlier);
    const pair = pairOf(entries[first] as CatalogEntry, entries[second] as CatalogEntry, "exact", same, []);
    pairs.push({ first, second, pair });
  }
  return pairs;
}

/** Leaves out the articles of an earlier run: they rank first, so all their candidates are of it too. */
function* newcomers(candidates: Iterable<Candidates>, known = 0): Generator<Candidates> {
  for (const one of candidates) if (one.article >= known) yield one;
}

function* batches(candidates: Iterable<Candidates>, entries: readonly CatalogEntry[]): Generator<PairBatch> {
  const pages = pageNumbers(entries);
  let first: number[] = [];
  let second: number[] = [];
  const batch = (): PairBatch => ({
    first: Uint32Array.from(first),
    second: Uint32Array.from(second),
    samePage: Uint8Array.from(first, (article, i) =>
      pages[article] !== 0 && pages[article] === pages[second[i] as number] ? 1 : 0,
    ),
  });
  for (const { article, others } of candidates) {
    for (const other of others) {
      const [a, b] = byId(entries, article, other);
      first.push(a);
      second.push(b);
    }
    if (first.length < BATCH_PAIRS) continue;
    yield batch();
    [first, second] = [[], []];
  }
  if (first.length > 0) yield batch();
}

function addVerified(
  pairs: FoundPair[],
  entries: readonly CatalogEntry[],
  batch: PairBatch,
  verified: VerifiedPairs,
): void {
  for (const [n, place] of verified.places.entries()) {
    const first = batch.first[place] as number;
    const second = batch.second[place] as number;
    const relation = RELATIONS[verified.relations[n] as number] as Pair["relation"];
    const [jaccard, forth, back] = verified.scores.subarray(n * 3, n * 3 + 3) as unknown as [number, number, number];
    const [a, b] = [entries[first] as CatalogEntry, entries[second] as CatalogEntry];
    const found = { jaccard, containment: [forth, back] } as const;
    pairs.push({ first, second, pair: pairOf(a, b, relation, found, passagesAt(verified, n)) });
  }
}

function byId(entries: readonly CatalogEntry[], x: number, y: number): [number, number] {
  return (entries[x] as CatalogEntry).id < (entries[y] as CatalogEntry).id ? [x, y] : [y, x];
}

function withoutPassages(found: FoundPair): FoundPair {
  return { ...found, pair: { ...found.pair, passages: [] } };
}
