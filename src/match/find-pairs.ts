import type { Catalog, CatalogEntry, Entries } from "../model/catalog.js";
import type { Relation } from "../model/pair.js";
import { pageNumbers } from "./addresses.js";
import {
  type CandidateCounts,
  type Candidates,
  type KeyLists,
  listKeys,
  listPages,
  listSetting,
  searchCandidates,
} from "./candidates.js";
import { type CompareOptions, isOtherDay } from "./compare.js";
import { leaveCrowds } from "./crowds.js";
import type { ExactCopies } from "./exact-copies.js";
import { rankIds } from "./id-ranks.js";
import { InOrder, type VerifiedShare } from "./in-order.js";
import { byLeader } from "./leader-order.js";
import type { ListSetting } from "./list-builder.js";
import { byId, pairBatches } from "./pair-batches.js";
import { PairProgress } from "./pair-progress.js";
import { type PairStores, PairTable, RELATIONS } from "./pair-table.js";
import { createRankRows, type RankRowsMaker } from "./rank-rows.js";
import type { PairBatch, VerifiedPairs } from "./verify.js";
import { passagePlace, putAway } from "./waiting-pairs.js";

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
  /** Called now and then with the share of the articles whose candidates are being verified, 0 to 1; it never falls. */
  readonly onProgress?: (share: number) => void;
  /** Lists the keys of the catalog; default: here. */
  readonly listKeys?: (setting: ListSetting) => Promise<KeyLists>;
  /** Where lists that are built here wait; default: in memory. */
  readonly makeRows?: RankRowsMaker;
}

/**
 * Finds and verifies all pairs of a catalog whose exact copies are collapsed. The pairs do not depend on the order of
 * input, nor on where they are verified: candidates follow keep order, each pair is judged with its smaller id first,
 * and results are taken in the order in which candidates were found.
 */
export async function findPairs(
  catalog: Catalog,
  { first, firstOf }: ExactCopies,
  verification: Verification,
  options: Pick<CompareOptions, "floor" | "passages">,
): Promise<Matches> {
  const { lanes, verify, onProgress, makeRows = createRankRows, ...stores } = verification;
  const { entries, idRanks = rankIds(entries) } = catalog;
  const pairs = new PairTable(entries, stores);
  addExactPairs(pairs, idRanks, firstOf);
  const exactCopies = pairs.length;
  const setting = listSetting(first, entries.length);
  const listed = verification.listKeys?.(setting);
  listed?.catch(() => {});
  const pages = pageNumbers(entries);
  const addresses = listPages(pages, setting, makeRows);
  const lists = (await listed) ?? listKeys(catalog, setting, makeRows);
  const search = searchCandidates({ ...lists, addresses }, first);
  const results = new InOrder((share) => addVerified(pairs, entries, share));
  const underway: (() => Promise<void>)[] = [];
  const progress = new PairProgress();
  const found = byLeader(newcomers(search.candidates, progress, catalog.known));
  for (const { batch, shares } of pairBatches(found, idRanks, pages)) {
    const share = progress.verify(batch.first.length, search.walked());
    onProgress?.(share);
    const verified = verify(batch);
    verified.catch(() => {});
    underway.push(async () => results.take({ batch, shares }, putAway(await verified, pairs)));
    if (underway.length > lanes) await underway.shift()?.();
  }
  for (const take of underway) await take();
  results.end(progress.newcomers);
  const { pairs: left, crowded } = leaveCrowds(pairs, entries, options);
  return {
    pairs: options.passages ? left : left.withoutPassages(),
    counts: { ...search.counts, candidates: progress.verified, exactCopies, crowded },
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
function* newcomers(candidates: Iterable<Candidates>, progress: PairProgress, known = 0): Generator<Candidates> {
  for (const one of candidates) {
    if (one.article < known) continue;
    progress.gather(one.others.length);
    yield one;
  }
}

function addVerified(pairs: PairTable, entries: Entries, { batch, verified, from, to }: VerifiedShare): void {
  const entry = (article: number): CatalogEntry => entries.at(article) as CatalogEntry;
  for (let n = from; n < to; n++) {
    const place = verified.places[n] as number;
    const relation = RELATIONS[verified.relations[n] as number] as Relation;
    const [jaccard, forth, back] = verified.scores.subarray(n * 3, n * 3 + 3) as unknown as [number, number, number];
    const [first, second] = [batch.first[place] as number, batch.second[place] as number];
    const passages = passagePlace(verified, n);
    const isLater = batch.samePage[place] === 1 || isOtherDay(entry(first), entry(second), relation);
    pairs.push({ first, second, relation, jaccard, containment: [forth, back], passages }, isLater);
  }
}
