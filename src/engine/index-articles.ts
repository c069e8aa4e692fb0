import type { CleanExtras } from "../clean/extras.js";
import { UsageError } from "../errors.js";
import type { ArticleRow } from "../index/article-row.js";
import type { Holdings } from "../index/holdings.js";
import type { Ledger } from "../index/ledger.js";
import type { Article } from "../model/article.js";
import type { Decision, IndexHeader, Judgement } from "../model/decision.js";
import type { ArticleInput } from "./article-input.js";
import { formerAnswer, storedArticle, storedCluster } from "./index-answers.js";
import type { Timing } from "./index-clock.js";
import type { ArticleIndex } from "./index-contract.js";
import { lateCounters, removeCounters, statsOf } from "./index-counters.js";
import { indexInput } from "./index-input.js";
import type { IndexJudge } from "./index-judge.js";
import { nameRecord, rowNamed } from "./index-names.js";
import type { CleanedArticle, PreparedArticle, Preparer } from "./index-prepare.js";
import { createRecordTaker, type Decided, type RecordIndex } from "./index-records.js";
import { answerOf, type Newcomer, rowOf, store } from "./index-rows.js";
import { createTurns } from "./index-turns.js";
import { createWarmUps } from "./index-warm-up.js";
import type { PrepareCrew } from "./prepare-crew.js";

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
    const prepared = engine.preparer.prepare(indexInput(input));
    const found = examine(prepared);
    const isNew = "verdict" in found;
    const judgement = isNew ? answerOf(found, rowOf(found, holdings.counters.sequence)) : answerKnown(found);
    return { ...judgement, cleaned: prepared.cleaned };
  };
  const warmUps = createWarmUps(async (inputs) => parts.crew?.warmUp(inputs.map(indexInput)), check);
  const turns = createTurns();
  const take = async (input: ArticleInput): Promise<Decision> => {
    writer();
    const article = indexInput(input);
    const { crew } = parts;
    const { judgement, durable, cleaned } =
      crew === undefined
        ? decideCleaned(engine.preparer.prepare(article))
        : await turns.next(crew.prepare(article), decideCleaned);
    await durable;
    return { ...judgement(), cleaned };
  };
  const decideCleaned = (prepared: CleanedArticle) => ({ ...decide(prepared), cleaned: prepared.cleaned });
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
    takeRecords: createRecordTaker({ crew: parts.crew, turns, writer, decide, preparer: () => engine.preparer }),
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

/** Whether an article is remembered. */
const liveSince =
  (since: number) =>
  (row: ArticleRow): boolean =>
    row.time >= since;
