import { join } from "node:path";
import type { CleanExtras } from "../clean/extras.js";
import { expectUse } from "../clean/none.js";
import { rulesetOf } from "../clean/ruleset.js";
import { InputError, UsageError } from "../errors.js";
import { Holdings } from "../index/holdings.js";
import { Ledger, type LedgerSettings } from "../index/ledger.js";
import { openLmdbStore } from "../index/lmdb-store.js";
import { openLoggedStore } from "../index/logged-store.js";
import { expectHeader, FORMAT, readHeader } from "../index/manifest.js";
import { createMemoryStore } from "../index/memory-store.js";
import type { IndexStore } from "../index/store.js";
import { planBands } from "../match/bands.js";
import { LEADERS } from "../match/candidates.js";
import type { IndexHeader } from "../model/decision.js";
import { expectCleaning, type Options, resolveOptions } from "../options.js";
import { FOLD_VERSION } from "../text/fold-version.js";
import { closeBehind } from "./close-behind.js";
import { createArticleIndex, type IndexEngine } from "./index-articles.js";
import { createTiming } from "./index-clock.js";
import type { ArticleIndex, IndexOptions } from "./index-contract.js";
import { recoverFolder } from "./index-folder.js";
import { createIndexJudge } from "./index-judge.js";
import { isGone, ownName } from "./index-owner.js";
import { createPreparer } from "./index-prepare.js";
import type { RecordIndex } from "./index-records.js";
import { PrepareCrew } from "./prepare-crew.js";
import { createPrepareHand } from "./prepare-hand.js";

/** The path of an index that lives in memory. */
export const MEMORY_INDEX = ":memory:";

/** Milliseconds an addition waits for others. */
const COMMIT_DELAY_MS = 25;
/** A commit of more would keep a check waiting for longer than that takes itself. */
const COMMIT_ARTICLES = 128;

/** Threads at most, as in `dedup`. */
const WORKERS_MAX = 256;

/** Entries of the newest table: about 3,000 articles, 6 MB, a tenth of a second to make again. */
const TABLE_ENTRIES = 1 << 18;

/** What a bulk load changes: nothing is journalled or synced until the end, and tables are larger. */
const BULK_TABLE_ENTRIES = 1 << 22;

/**
 * Opens the index in a folder, and makes it where there is none. Opening makes the newest table again from its journal:
 * at most 100 ms.
 * @throws {UsageError} where the index was made with other options, naming both sides; where this process has it open to
 * read, and is to write.
 * @throws {OutputError} where another process writes to it, or the folder cannot be written.
 * @throws {InputError} where there is nothing to read, or its files are damaged.
 */
export async function openIndex(path: string, given: IndexOptions): Promise<ArticleIndex> {
  return openAt(path, 0, given);
}

/**
 * As `openIndex`, to be given records as they are written as well, without a pause: the calling thread, which judges all
 * the time then, is one of `workers`.
 */
export async function openRecordIndex(path: string, given: IndexOptions): Promise<RecordIndex> {
  return openAt(path, 1, given);
}

async function openAt(path: string, judging: number, given: IndexOptions): Promise<RecordIndex> {
  if (path !== MEMORY_INDEX) recoverFolder(path);
  const store =
    path === MEMORY_INDEX ? createMemoryStore() : openLoggedStore(path, { access: given.access ?? "write" });
  return openOver(path, { store, bulk: false, prepareWith: createPreparer, judging }, given);
}

/**
 * Opens an empty index in a folder of its own, to be filled and closed before anyone else reads it: nothing is durable
 * before it is closed.
 * @param name what messages call it. @throws {OutputError} where the folder cannot be written.
 */
export async function openBulkIndex(folder: string, name: string, given: IndexOptions): Promise<ArticleIndex> {
  return openOver(name, { ...openBulkStores(folder, name), prepareWith: createPreparer }, given);
}

/** The stores of a bulk load: what stays, and beside it what is needed until its end. */
export function openBulkStores(folder: string, name: string = folder): Pick<IndexBase, "store" | "bulk" | "spill"> {
  const store = openLmdbStore(folder, { access: "write", bulk: true, name });
  const spill = openLmdbStore(join(folder, "spill"), { access: "write", bulk: true, scratch: true, name });
  return { store, bulk: true, spill };
}

/** What an index is opened over. */
export interface IndexBase {
  /** Closed by the index. */
  readonly store: IndexStore;
  readonly bulk: boolean;
  /** Of a bulk load: where postings lie until its end. Closed by the index. */
  readonly spill?: IndexStore;
  readonly prepareWith: typeof createPreparer;
  /** Entries of the newest table before it becomes a segment; default TABLE_ENTRIES. */
  readonly tableEntries?: number;
  /** Threads among `workers` that do nothing but judge; default 0. */
  readonly judging?: number;
}

/** Opens an index over a store. */
export async function openOver(path: string, base: IndexBase, given: IndexOptions): Promise<RecordIndex> {
  try {
    return await openChecked(path, base, given);
  } catch (error) {
    return closeBehind(() => Promise.reject(error), [() => base.spill?.close(), () => base.store.close()]);
  }
}

async function openChecked(
  path: string,
  { store, bulk, spill, prepareWith, tableEntries, judging = 0 }: IndexBase,
  given: IndexOptions,
): Promise<RecordIndex> {
  const options = resolveOptions({ ...given.options, keep: "first" });
  expectUse(options, given);
  if (given.learns === true) expectCleaning(options, "learned templates");
  checkCommit(given);
  const timing = createTiming(given);
  const header = headerOf(options, given, given);
  const found = readHeader(store, path);
  if (found !== undefined) expectHeader(path, given.learns ? { ...found, templates: header.templates } : found, header);
  const isWriter = given.access !== "read";
  if (found === undefined && !isWriter) throw new InputError(path, "expected an index, found an empty store");
  if (isWriter) store.claim(ownName(), isGone);
  const holdings = new Holdings(store, path, LEADERS);
  holdings.refresh();
  const settings = { ...ledgerSettings(path, given, bulk, tableEntries), ...(spill === undefined ? {} : { spill }) };
  const ledger = isWriter ? new Ledger(store, holdings, settings) : undefined;
  await ledger?.start(header);
  const build = async (extras: CleanExtras): Promise<IndexEngine> => {
    const preparer = await prepareWith(options, extras);
    const judge = createIndexJudge(holdings, preparer, options);
    return { header: headerOf(options, extras, given), extras, preparer, judge };
  };
  const close = async (): Promise<void> => {
    try {
      await (bulk ? ledger?.mergeAndClose() : ledger?.close());
    } finally {
      await spill?.close();
      await store.close();
    }
  };
  const engine = await build(extrasOf(given));
  const crew = isWriter ? crewOf(given, judging, options, engine, holdings) : undefined;
  const parts = {
    ...{ path, holdings, timing, close },
    ...(ledger === undefined ? {} : { ledger }),
    ...(crew === undefined ? {} : { crew }),
    bytes: () => store.bytes(),
  };
  return createArticleIndex(parts, engine, (templates) => build({ ...extrasOf(given), templates }));
}

const extrasOf = ({ lexicon, templates }: CleanExtras): CleanExtras => ({
  ...(lexicon === undefined ? {} : { lexicon }),
  ...(templates === undefined ? {} : { templates }),
});

/**
 * Threads that prepare ahead, where more than this one are asked for. One that judges takes more time an article than one
 * that prepares: a further one on the same processors costs memory, and the engine's time to compile the same for it.
 */
function crewOf(
  { workers = 1 }: IndexOptions,
  judging: number,
  options: Options,
  { preparer, extras }: IndexEngine,
  holdings: Holdings,
) {
  if (!(Number.isInteger(workers) && workers >= 1 && workers <= WORKERS_MAX)) {
    throw new UsageError(`option workers: expected an integer from 1 to ${WORKERS_MAX}, found ${workers}`);
  }
  if (workers === 1) return undefined;
  const gather = (now: CleanExtras) =>
    Array.from({ length: workers - judging }, () =>
      createPrepareHand({ options, extras: now }, () => holdings.wholeFilters()),
    );
  return new PrepareCrew(gather, preparer, extras);
}

function ledgerSettings(
  path: string,
  { commitDelayMs, commitArticles }: IndexOptions,
  bulk: boolean,
  tableEntries = bulk ? BULK_TABLE_ENTRIES : TABLE_ENTRIES,
): LedgerSettings {
  return {
    path,
    most: LEADERS,
    commit: { delayMs: commitDelayMs ?? COMMIT_DELAY_MS, changes: commitArticles ?? COMMIT_ARTICLES },
    tableEntries,
    journals: !bulk,
  };
}

/** What an index made with these options is made with. */
export function headerOf(
  options: Options,
  { lexicon, templates }: CleanExtras,
  { windowMs = 0, windowBy = "arrival" }: Pick<IndexOptions, "windowMs" | "windowBy">,
): IndexHeader {
  const { scheme, seed, hashes, shingle, analyzer, profile, threshold, containment, floor } = options;
  const { bands, rows } = planBands(hashes, floor);
  const { classes, language } = options;
  return {
    format: FORMAT,
    ...{ scheme, seed, hashes, bands, rows, shingle, analyzer },
    fold: FOLD_VERSION,
    ruleset: rulesetOf(options, lexicon),
    templates: templates?.name ?? "",
    ...{ profile, threshold, containment, floor },
    classes: JSON.stringify(Object.entries(classes).sort()),
    language,
    windowMs,
    windowBy: windowMs === 0 ? "arrival" : windowBy,
  };
}

function checkCommit({ commitDelayMs = 0, commitArticles = 1 }: IndexOptions): void {
  if (!(commitDelayMs >= 0 && commitDelayMs <= 1000)) {
    throw new UsageError(`option commitDelayMs: expected a number from 0 to 1000, found ${commitDelayMs}`);
  }
  if (!(Number.isInteger(commitArticles) && commitArticles >= 1)) {
    throw new UsageError(`option commitArticles: expected an integer of at least 1, found ${commitArticles}`);
  }
}
