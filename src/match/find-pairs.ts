import type { Catalog, CatalogEntry, Entries } from "../model/catalog.js";
import type { Relation } from "../model/pair.js";
import { pageNumbers } from "./addresses.js";
import { type CandidateCounts, type Candidates, searchCandidates } from "./candidates.js";
import { type CompareOptions, isOtherDay } from "./compare.js";
import { leaveCrowds } from "./crowds.js";
import type { ExactCopies } from "./exact-copies.js";
import { rankIds } from "./id-ranks.js";
import { type PairStores, PairTable, RELATIONS } from "./pair-table.js";
import type { RankRowsMaker } from "./rank-rows.js";
import { type PairBatch, passageWords, type VerifiedPairs } from "./verify.js";

/** All verified pairs, and what the search for them saw. */
export interface Matches {
  readonly pairs: PairTable;
  readonly counts: CandidateCounts & {
    readonly candidates: number;
    readonly exactCopies: number;
    /** Partial rows left out, as only crowded passages made them. */
    readonly crowded: number;
  };
}

/** Where candidates are verified: here, or in other threads. */
export interface Verification extends PairStores {
  /** Batches that may be under way at once, 1 or more. */
  readonly lanes: number;
  verify(batch: PairBatch): Promise<VerifiedPairs>;
  /** Called now and then with the share of the articles whose candidates are being verified, 0 to 1. */
  readonly onProgress?: (share: number) => void;
  /** Where the lists of candidates wait; default: in memory. */
  readonly makeRows?: RankRowsMaker;
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
  { lanes, verify, onProgress, makeRows, ...stores }: Verification,
  options: Pick<CompareOptions, "floor" | "passages">,
): Promise<Matches> {
  const { entries, idRanks = rankIds(entries) } = catalog;
  const pairs = new PairTable(entries, stores);
  addExactPairs(pairs, idRanks, firstOf);
  const exactCopies = pairs.length;
  const pages = pageNumbers(entries);
  const search = searchCandidates(catalog, first, pages, makeRows);
  const underway: { readonly batch: PairBatch; readonly verified: Promise<VerifiedPairs> }[] = [];
  let candidates = 0;
  const takeOldest = async (): Promise<void> => {
    const oldest = underway.shift();
    if (oldest !== undefined) addVerified(pairs, entries, oldest.batch, await oldest.verified);
  };
  for (const batch of batches(newcomers(search.candidates, catalog.known), idRanks, pages)) {
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
    pairs: options.passages ? left : left.withoutPassages(),
    counts: { ...search.counts, candidates, exactCopies, crowded },
  };
}

function addExactPairs(pairs: PairTable, idRanks: Uint32Array, firstOf: Uint32Array): void {
  for (const [article, earlier] of firstOf.entries()) {
    if (earlier === article) continue;
    const [first, second] = byId(idRanks, article, earlier);
    pairs.push({ first, second, relation: "exact", jaccard: 1, containment: [1, 1], passages: NO_PASSAGES }, false);
  }
}

const NO_PASSAGES = new Uint32Array(0);

/** Leaves out the articles of an earlier run: they rank first, so all their candidates are of it too. */
function* newcomers(candidates: Iterable<Candidates>, known = 0): Generator<Candidates> {
  for (const one of candidates) if (one.article >= known) yield one;
}

function* batches(candidates: Iterable<Candidates>, idRanks: Uint32Array, pages: Uint32Array): Generator<PairBatch> {
  let first: number[] = [];
  let second: number[] = [];
  const batch = (): PairBatch => {
    const samePage = new Uint8Array(first.length);
    for (let i = 0; i < first.length; i++) {
      const article = first[i] as number;
      if (pages[article] !== 0 && pages[article] === pages[second[i] as number]) samePage[i] = 1;
    }
    return { first: new Uint32Array(first), second: new Uint32Array(second), samePage };
  };
  for (const { article, others } of candidates) {
    for (const other of others) {
      const [a, b] = byId(idRanks, article, other);
      first.push(a);
      second.push(b);
    }
    if (first.length < BATCH_PAIRS) continue;
    yield batch();
    [first, second] = [[], []];
  }
  if (first.length > 0) yield batch();
}

function addVerified(pairs: PairTable, entries: Entries, batch: PairBatch, verified: VerifiedPairs): void {
  const entry = (article: number): CatalogEntry => entries.at(article) as CatalogEntry;
  for (const [n, place] of verified.places.entries()) {
    const relation = RELATIONS[verified.relations[n] as number] as Relation;
    const [jaccard, forth, back] = verified.scores.subarray(n * 3, n * 3 + 3) as unknown as [number, number, number];
    const [first, second] = [batch.first[place] as number, batch.second[place] as number];
    const passages = passageWords(verified, n);
    const isLater = batch.samePage[place] === 1 || isOtherDay(entry(first), entry(second), relation);
    pairs.push({ first, second, relation, jaccard, containment: [forth, back], passages }, isLater);
  }
}

function byId(idRanks: Uint32Array, x: number, y: number): [number, number] {
  return (idRanks[x] as number) < (idRanks[y] as number) ? [x, y] : [y, x];
}
