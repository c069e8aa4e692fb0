import type { ArticleRow } from "../index/article-row.js";
import { type Keys, stringKey } from "../index/keys.js";
import type { Ledger } from "../index/ledger.js";
import type { Judgement } from "../model/decision.js";
import type { Writable } from "../model/writable.js";
import { duplicateAnswer, newAnswer } from "./index-answers.js";
import type { Timing } from "./index-clock.js";
import { addCounters } from "./index-counters.js";
import type { Contained, Verdict } from "./index-judge.js";
import type { PreparedArticle } from "./index-prepare.js";

/** A newcomer on its way: prepared, named, timed and judged. */
export interface Newcomer {
  readonly prepared: PreparedArticle;
  readonly id: string;
  readonly given: string;
  readonly timing: Timing;
  readonly verdict: Verdict;
}

/** The row of a newcomer. */
export function rowOf({ prepared, id, given, timing, verdict }: Newcomer, sequence: number): ArticleRow {
  const { article, length, print, keys, textHash } = prepared;
  const { match } = verdict;
  const row: Writable<ArticleRow> = {
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
  if (match !== undefined) row.link = linkTo(match.kept, match);
  return row;
}

type LinkWords = Pick<NonNullable<ArticleRow["link"]>, "relation" | "jaccard" | "containment">;

function linkTo({ bucket, sequence }: ArticleRow, { relation, jaccard, containment }: LinkWords) {
  return { bucket, sequence, relation, jaccard, containment };
}

/** What is said of it. */
export function answerOf({ id, timing, verdict }: Newcomer, row: ArticleRow): Judgement {
  const answer = { id, sequence: row.sequence, known: false, late: timing.late };
  if (verdict.match !== undefined) return duplicateAnswer(answer, verdict.match);
  return newAnswer(
    answer,
    row,
    verdict.supersedes.map(({ row: older }) => older.id),
  );
}

/** Takes a newcomer: its row and keys, and the older articles it stands for from now on. */
export function store(ledger: Ledger, { prepared, timing, verdict }: Newcomer, row: ArticleRow): Promise<void> {
  const { holdings } = ledger;
  const old = holdings.bucketsBefore(timing.firstBucket);
  ledger.dropBuckets(old);
  if (verdict.match !== undefined) ledger.join(verdict.match.kept, row);
  for (const contained of verdict.supersedes) put(ledger, row, contained, true);
  for (const contained of verdict.regrouped) put(ledger, row, contained, false);
  const { print, text, packed } = prepared;
  const { shingles } = print;
  const bulk = packed === undefined ? { shingles, text } : { shingles, text, packed };
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
