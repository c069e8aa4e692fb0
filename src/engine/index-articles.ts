import type { CleanExtras } from "../clean/extras.js";
import { UsageError } from "../errors.js";
import type { ArticleRow } from "../index/article-row.js";
import type { Holdings } from "../index/holdings.js";
import { type Keys, stringKey } from "../index/keys.js";
import type { Ledger } from "../index/ledger.js";
import type { Article } from "../model/article.js";
import type { Decision, IndexHeader, Judgement } from "../model/decision.js";
import type { Reject } from "../model/reading.js";
import { type ArticleInput, articleOf, expectText } from "./article-input.js";
import { duplicateAnswer, formerAnswer, newAnswer, storedArticle, storedCluster } from "./index-answers.js";
import type { Timing } from "./index-clock.js";
import type { ArticleIndex } from "./index-contract.js";
import { addCounters, lateCounters, removeCounters, statsOf } from "./index-counters.js";
import type { Contained, IndexJudge, Verdict } from "./index-judge.js";
import { nameOf, nameRecord, rowNamed } from "./index-names.js";
import type { CleanedArticle, PreparedArticle, Preparer } from "./index-prepare.js";
import { createTurns } from "./index-turns.js";
import { createWarmUps } from "./index-warm-up.js";
import type { PrepareCrew } from "./prepare-crew.js";
import { type PreparedRecord, packRecords, type ReadRecord, type RecordBatch, unpackRecords } from "./record-packet.js";

/** What an open index is made of. */
export interface IndexParts {
  readonly path: string;
  readonly holdings: Holdings;
  /** Absent where the index was opened to read. */
  readonly ledger?: Ledger;
  readonly timing: (article?: Article) => Timing;
  readonly bytes: () => number;
  /** Prepares what is added, ahead; absent where that is done when it is asked for. */
  readonly crew?: PrepareCrew;
  readonly close: () => Promise<void>;
}

/** What changes with the templates in use. */
export interface IndexEngine {
  readonly header: IndexHeader;
  readonly extras: CleanExtras;
  readonly preparer: Preparer;
  readonly judge: IndexJudge;
}

/** What became of a record. */
export type TakenRecord =
  | { readonly kind: "decided"; readonly judgement: Judgement; readonly record: Omit<PreparedRecord, "prepared"> }
  | { readonly kind: "reject"; readonly reject: Reject }
  /** Nothing can be said of it. */
  | { readonly kind: "failed"; readonly error: unknown };

/** An index that also takes records as they are written. */
export interface RecordIndex extends ArticleIndex {
  /** As `checkAndAdd` of the articles in a batch, in their order; resolves when all that they rest on is durable. */
  takeRecords(batch: RecordBatch): Promise<readonly TakenRecord[]>;
}

/** What was decided at once, and what is to be waited for. */
interface Decided {
  readonly judgement: () => Judgement;
  readonly durable: Promise<void>;
}

/** A newcomer on its way: prepared, named, timed and judged. */
interface Newcomer {
  readonly prepared: PreparedArticle;
  readonly id: string;
  readonly given: string;
  readonly timing: Timing;
  readonly verdict: Verdict;
}

/** A record that was taken before. */
interface Known {
  readonly row: ArticleRow;
  readonly prepared: PreparedArticle;
}

/** The index over what it is made of. @param rebuild an engine for other templates. */
export function createArticleIndex(
  parts: IndexParts,
  first: IndexEngine,
  rebuild: (templates: Parameters<ArticleIndex["useTemplates"]>[0]) => Promise<IndexEngine>,
): RecordIndex {
  const { holdings, timing } = parts;
  let engine = first;
  const writer = (): Ledger => {
    if (parts.ledger === undefined) throw new UsageError(`${parts.path}: the index was opened to read, not to write`);
    parts.ledger.expectSound();
    return parts.ledger;
  };
  const look = (): void => {
    if (parts.ledger === undefined) holdings.refresh();
  };
  const liveNow = () => liveSince(timing().since);
  const examine = (prepared: PreparedArticle): Newcomer | Known => {
    const { article, textHash } = prepared;
    const time = timing(article);
    const naming = nameRecord(holdings, article.id, textHash, liveSince(time.since));
    if (naming.kind === "known") return { row: naming.row, prepared };
    const verdict = engine.judge.judge(prepared, naming.id, time.since);
    return { prepared, id: naming.id, given: article.id, timing: time, verdict };
  };
  const answerKnown = ({ row, prepared }: Known): Judgement =>
    formerAnswer(holdings, row, {
      passages: (kept, found) => engine.judge.passages(prepared, row.id, kept, found),
      among: (rows) => engine.judge.among(rows, prepared, row.id),
    });
  /** Judges an article and takes it, at once; what comes later is to wait for is the disk. */
  const decide = (prepared: PreparedArticle): Decided => {
    const ledger = writer();
    const found = examine(prepared);
    // An earlier call may have taken this very record a moment ago; what it superseded is seen once that is stored.
    if (!("verdict" in found)) return { judgement: () => answerKnown(found), durable: ledger.settled() };
    const row = rowOf(found, holdings.counters.sequence);
    const judgement = answerOf(found, row);
    const { late } = found.timing;
    const durable = late ? ledger.count(lateCounters(holdings.counters)) : store(ledger, found, row);
    return { judgement: () => judgement, durable };
  };
  const check = (input: ArticleInput) => {
    look();
    const prepared = engine.preparer.prepare(readInput(input));
    const found = examine(prepared);
    const isNew = "verdict" in found;
    const judgement = isNew ? answerOf(found, rowOf(found, holdings.counters.sequence)) : answerKnown(found);
    return { ...judgement, cleaned: prepared.cleaned };
  };
  const warmUps = createWarmUps(async (inputs) => parts.crew?.warmUp(inputs.map(readInput)), check);
  const turns = createTurns();
  const take = async (input: ArticleInput): Promise<Decision> => {
    writer();
    const article = readInput(input);
    const { crew } = parts;
    const { judgement, durable, cleaned } =
      crew === undefined
        ? decideCleaned(engine.preparer.prepare(article))
        : await turns.next(crew.prepare(article), decideCleaned);
    await durable;
    return { ...judgement(), cleaned };
  };
  const decideCleaned = (prepared: CleanedArticle) => ({ ...decide(prepared), cleaned: prepared.cleaned });
  const takeRecords = async (batch: RecordBatch): Promise<readonly TakenRecord[]> => {
    writer();
    const { crew } = parts;
    const { preparer } = engine;
    const takings =
      crew === undefined
        ? begunWith(unpackRecords(packRecords(batch, preparer), batch, preparer), decide)
        : await turns.next(crew.prepareRecords(batch), (records) => begunWith(records, decide));
    return Promise.all(takings);
  };
  return {
    get header() {
      return engine.header;
    },
    get sequence() {
      look();
      return holdings.counters.sequence;
    },
    check,
    async add(input) {
      return (await take(input)).id;
    },
    checkAndAdd: take,
    takeRecords,
    async remove(id) {
      if (parts.crew !== undefined) await turns.done();
      const ledger = writer();
      const row = rowNamed(holdings, id, liveNow());
      if (row === undefined) return false;
      await ledger.remove(row, removeCounters(holdings.counters, row));
      return true;
    },
    get(id) {
      look();
      const row = rowNamed(holdings, id, liveNow());
      return row === undefined ? undefined : storedArticle(holdings, row);
    },
    cluster(id) {
      look();
      return storedCluster(holdings, id, liveNow());
    },
    stats() {
      look();
      return statsOf(holdings, engine.header, parts.bytes());
    },
    async useTemplates(templates) {
      if (parts.crew !== undefined) await turns.done();
      const ledger = writer();
      engine = await rebuild(templates);
      parts.crew?.use(engine.preparer, engine.extras);
      await ledger.setHeader(engine.header);
    },
    warmUp: warmUps.warmUp,
    async flush() {
      await turns.done();
      await parts.ledger?.flush();
    },
    async close() {
      await warmUps.end();
      await turns.done();
      await parts.crew?.end();
      await parts.close();
    },
  };
}

/** Decides records in their order; a fault of one is told in its place. */
function begunWith(
  records: readonly ReadRecord[],
  decide: (prepared: PreparedArticle) => Decided,
): (TakenRecord | Promise<TakenRecord>)[] {
  return records.map((record) => {
    if (record.kind === "reject") return record;
    if (record.kind === "fault") return { kind: "failed", error: record.error };
    try {
      return whenDurable(record, decide(record.prepared));
    } catch (error) {
      return { kind: "failed", error };
    }
  });
}

async function whenDurable(record: PreparedRecord, { judgement, durable }: Decided): Promise<TakenRecord> {
  try {
    await durable;
    return { kind: "decided", judgement: judgement(), record };
  } catch (error) {
    return { kind: "failed", error };
  }
}

/** What an index takes of an article: whatever else its caller's object holds might not be fit to go to a thread. */
function readInput(input: ArticleInput): Article {
  expectText(input, 0);
  const { text, title, url, source, date, language, markup } = input;
  return articleOf(
    {
      ...{ text, id: input.id ?? nameOf(input) },
      ...(title === undefined ? {} : { title }),
      ...(url === undefined ? {} : { url }),
      ...(source === undefined ? {} : { source }),
      ...(date === undefined ? {} : { date }),
      ...(language === undefined ? {} : { language }),
      ...(markup === undefined ? {} : { markup }),
    },
    0,
  );
}

/** Whether an article is remembered. */
const liveSince =
  (since: number) =>
  (row: ArticleRow): boolean =>
    row.time >= since;

function rowOf({ prepared, id, given, timing, verdict }: Newcomer, sequence: number): ArticleRow {
  const { article, length, print, keys, textHash } = prepared;
  const { match } = verdict;
  const row = {
    bucket: timing.bucket,
    sequence,
    id,
    given,
    source: article.source,
    date: article.date ?? null,
    url: article.url ?? null,
    arrival: timing.arrival,
    time: timing.time,
    length,
    tokens: print.tokens,
    shingles: print.shingles.length,
    samples: keys.samples.length / 2,
    textHash,
    exact: print.exact,
    superseded: false,
    isCopy: match?.isCopy === true,
    block: sequence,
    blockPlace: 0,
  };
  return match === undefined ? row : { ...row, link: linkTo(match.kept, match) };
}

type LinkWords = Pick<NonNullable<ArticleRow["link"]>, "relation" | "jaccard" | "containment">;

function linkTo({ bucket, sequence }: ArticleRow, { relation, jaccard, containment }: LinkWords) {
  return { bucket, sequence, relation, jaccard, containment };
}

function answerOf({ id, timing, verdict }: Newcomer, row: ArticleRow): Judgement {
  const answer = { id, sequence: row.sequence, known: false, late: timing.late };
  if (verdict.match !== undefined) return duplicateAnswer(answer, verdict.match);
  return newAnswer(
    answer,
    row,
    verdict.supersedes.map(({ row: older }) => older.id),
  );
}

/** Takes a newcomer: its row and keys, and the older articles it stands for from now on. */
function store(ledger: Ledger, { prepared, timing, verdict }: Newcomer, row: ArticleRow): Promise<void> {
  const { holdings } = ledger;
  const old = holdings.bucketsBefore(timing.firstBucket);
  ledger.dropBuckets(old);
  if (verdict.match !== undefined) ledger.join(verdict.match.kept, row);
  for (const contained of verdict.supersedes) put(ledger, row, contained, true);
  for (const contained of verdict.regrouped) put(ledger, row, contained, false);
  const { print, text, packed } = prepared;
  const bulk = { shingles: print.shingles, text, ...(packed === undefined ? {} : { packed }) };
  const parts = row.isCopy ? undefined : bulk;
  return ledger.add(row, keysOf(prepared, row), parts, addCounters(holdings.counters, row, verdict, old));
}

function put(
  ledger: Ledger,
  newcomer: ArticleRow,
  { row, jaccard, containment }: Contained,
  superseded: boolean,
): void {
  const moved = { ...row, superseded, link: linkTo(newcomer, { relation: "contained", jaccard, containment }) };
  ledger.join(newcomer, moved);
  ledger.update(moved);
}

/** All keys of an article, that of its id last; of an exact copy its ids only. */
function keysOf({ keys }: PreparedArticle, { id, given, isCopy }: ArticleRow): Keys {
  const single = given === id ? [stringKey("id", id)] : [stringKey("id", given), stringKey("id", id)];
  if (isCopy) return Uint32Array.from(single.flat());
  const { address, exact, bands, samples } = keys;
  if (exact !== undefined) single.unshift(exact);
  if (address !== undefined) single.unshift(address);
  const all = new Uint32Array(bands.length + samples.length + 2 * single.length);
  all.set(bands);
  all.set(samples, bands.length);
  for (const [i, key] of single.entries()) all.set(key, bands.length + samples.length + 2 * i);
  return all;
}
