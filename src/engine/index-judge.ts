import { bestLink, type CopyLink, turn } from "../group/stars.js";
import type { ArticleRow } from "../index/article-row.js";
import type { Holdings } from "../index/holdings.js";
import type { Keys } from "../index/keys.js";
import type { PickedKeys } from "../index/picked-keys.js";
import { isSamePage } from "../match/addresses.js";
import { createChooser } from "../match/candidates.js";
import { judgeEither, type Named } from "../match/compare.js";
import { copyLinks } from "../match/copy-links.js";
import { isSurelyForm } from "../match/form.js";
import { ANCHOR_TOKENS } from "../match/passages.js";
import { copyRelation } from "../match/relation.js";
import { similarity } from "../match/similarity.js";
import type { CopyRelation } from "../model/decision.js";
import type { Pair, Passage, Similarity } from "../model/pair.js";
import type { Options } from "../options.js";
import type { PreparedArticle, Preparer } from "./index-prepare.js";
import { createSideReader, type SideReader } from "./index-sides.js";

/** A kept article and how another relates to it, seen from the other. */
export interface Match extends Similarity {
  readonly kept: ArticleRow;
  readonly relation: CopyRelation;
  readonly passages?: readonly Passage[];
  /** Both have the same folded text, or the newcomer that of an article which joined `kept`. */
  readonly isCopy?: boolean;
}

/** An older article that a newcomer contains, and how it relates to it, seen from the older one. */
export interface Contained extends Similarity {
  readonly row: ArticleRow;
}

/** What is found about a newcomer. */
export interface Verdict {
  /** What it joins; absent where it is new. */
  readonly match?: Match;
  /** Kept articles in whose place it stands from now on, oldest first. */
  readonly supersedes: readonly Contained[];
  /** Articles that had joined those and join the newcomer now. */
  readonly regrouped: readonly Contained[];
}

/** Judges articles by what is held. */
export interface IndexJudge {
  /** Of a newcomer. @param since time before which articles are forgotten. */
  judge(newcomer: PreparedArticle, id: string, since: number): Verdict;
  /** What an article shares with the one that it joined when it was taken; none where passages are not wanted. */
  passages(article: PreparedArticle, id: string, kept: ArticleRow, found: Similarity): readonly Passage[] | undefined;
  /** What an article would join if only these were kept. */
  among(rows: readonly ArticleRow[], article: PreparedArticle, id: string): Match | undefined;
}

/**
 * The rule of batch grouping, one article at a time: candidates are those of `searchCandidates`, pairs are judged by the
 * same code, and an article joins by `bestLink`. Only links to kept articles matter, so others are not compared; and of
 * those that similarity lets through the strongest is looked at first, since one that holds is enough.
 */
export function createIndexJudge(holdings: Holdings, preparer: Preparer, options: Options): IndexJudge {
  const candidatesOf = candidateFinder(holdings);
  const reader = createSideReader(holdings, preparer);
  const draft = ({ print: { shingles } }: PreparedArticle, row: ArticleRow): Draft | undefined => {
    const found = similarity(shingles, reader.shingles(row), preparer.countShared);
    const relation = copyRelation(found, options) as CopyLink["relation"] | undefined;
    return relation && { article: NEWCOMER, other: row.sequence, relation, ...found, row };
  };
  const confirm = (newcomer: PreparedArticle, id: string, { row, jaccard, containment }: Draft) => {
    const found = { jaccard, containment };
    return isFormByFacts(newcomer, row, found, reader, options) ? undefined : compare(newcomer, id, row, found);
  };
  const compare = (newcomer: PreparedArticle, id: string, row: ArticleRow, found: Similarity) => {
    const { source, date, url } = newcomer.article;
    const self: Named = { id, source, date: date ?? null, url: url ?? null };
    const pair = judgeEither(self, row, found, { x: newcomer.side, y: () => reader.side(row) }, options);
    return pair === undefined ? undefined : linkOf(pair, id, row);
  };
  const joinAmong = (rows: readonly ArticleRow[], newcomer: PreparedArticle, id: string) => {
    const drafts = rows.map((row) => draft(newcomer, row));
    const [joins, contains] = parted(drafts.filter((one) => one !== undefined));
    const best = firstHolding(joins, (one) => confirm(newcomer, id, one));
    return { match: best && matchOf(best), contains };
  };
  const judge = (newcomer: PreparedArticle, id: string, since: number): Verdict => {
    const isLive = ({ time }: ArticleRow): boolean => time >= since;
    const copy = exactMatch(holdings, newcomer, isLive);
    if (copy !== undefined) return { match: copy, supersedes: [], regrouped: [] };
    const rows = candidatesOf(newcomer).filter(isLive);
    const { match, contains } = joinAmong(rows.filter(isKept), newcomer, id);
    if (match !== undefined) return { match, supersedes: [], regrouped: [] };
    const contained = (one: Draft | undefined): Contained[] => {
      const link = one?.relation === "contains" ? confirm(newcomer, id, one) : undefined;
      return link === undefined ? [] : [containedOf(link)];
    };
    const supersedes = contains.flatMap(contained);
    const replaced = new Set(supersedes.map(({ row }) => row.sequence));
    const members = rows.filter((row) => row.link !== undefined && !row.superseded && replaced.has(row.link.sequence));
    return { supersedes, regrouped: members.flatMap((row) => contained(draft(newcomer, row))) };
  };
  return {
    judge,
    passages: (article, id, kept, found) => compare(article, id, kept, found)?.passages,
    among: (rows, article, id) => joinAmong(rows, article, id).match,
  };
}

const isKept = ({ link }: ArticleRow): boolean => link === undefined;

/** Links by which the newcomer would join another, and those by which it would stand for another. */
function parted(drafts: readonly Draft[]): readonly [joins: Draft[], contains: Draft[]] {
  const contains = drafts.filter(({ relation }) => relation === "contains");
  return [drafts.filter(({ relation }) => relation !== "contains"), contains];
}

const ALL = { has: () => true } as const;

/** The strongest link that holds: what `bestLink` finds among all that hold. */
function firstHolding(
  drafts: readonly Draft[],
  confirm: (draft: Draft) => FoundLink | undefined,
): FoundLink | undefined {
  const left = new Set(drafts);
  while (left.size > 0) {
    const best = bestLink([...left], ALL, (sequence) => sequence) as Draft;
    const link = confirm(best);
    if (link !== undefined) return link;
    left.delete(best);
  }
  return undefined;
}

/** Whether a pair is a form, where that can be told without aligning the texts. */
function isFormByFacts(
  { article, print, side }: PreparedArticle,
  row: ArticleRow,
  { containment: [share] }: Similarity,
  reader: SideReader,
  { shingle }: Options,
): boolean {
  if (shingle < ANCHOR_TOKENS || isSamePage(row.url, article.url ?? null)) return false;
  const shared = Math.round(share * print.shingles.length);
  const own = { tokens: print.tokens, facts: () => side().facts() };
  return isSurelyForm(own, { tokens: row.tokens, facts: () => reader.facts(row) }, shared);
}

/** The kept article that stands for a row: itself, or what it joined; undefined where that is gone or superseded. */
export function standsFor(holdings: Holdings, row: ArticleRow): ArticleRow | undefined {
  if (row.link === undefined) return row;
  const kept = holdings.row(row.link.bucket, row.link.sequence);
  return kept?.link === undefined ? kept : undefined;
}

/** The first article of the same folded text that is kept or has joined one that is; a copy joins as it did. */
function exactMatch(
  holdings: Holdings,
  { print, keys }: PreparedArticle,
  isLive: (row: ArticleRow) => boolean,
): Match | undefined {
  let match: Match | undefined;
  if (keys.exact === undefined) return undefined;
  holdings.lookup(keys.exact, (bucket, sequence) => {
    if (match !== undefined) return;
    const row = holdings.row(bucket, sequence);
    if (row === undefined || row.exact !== print.exact || !isLive(row)) return;
    const kept = standsFor(holdings, row);
    if (kept === undefined || !isLive(kept)) return;
    const { relation, jaccard, containment } = row.link ?? SAME;
    match = { kept, relation, jaccard, containment, isCopy: true };
  });
  return match;
}

const SAME = { relation: "exact", jaccard: 1, containment: [1, 1] } as const;

function candidateFinder(holdings: Holdings): (newcomer: PreparedArticle) => ArticleRow[] {
  const choose = createChooser();
  return ({ article, keys }) => {
    const bucketOf = new Map<number, number>();
    const row = (sequence: number): ArticleRow | undefined =>
      holdings.row(bucketOf.get(sequence) ?? Number.NaN, sequence);
    const count = (keys: Keys, into: Map<number, number>, picked?: PickedKeys): Map<number, number> => {
      const visit = (bucket: number, sequence: number): void => {
        bucketOf.set(sequence, bucket);
        into.set(sequence, (into.get(sequence) ?? 0) + 1);
      };
      holdings.lookupAll(keys, visit, picked);
      return into;
    };
    const pages = count(Uint32Array.from(keys.address ?? []), new Map());
    for (const sequence of pages.keys()) {
      if (!isSamePage(row(sequence)?.url ?? null, article.url ?? null)) pages.delete(sequence);
    }
    const samples = count(keys.samples, new Map(), keys.picked?.samples);
    const sure = count(keys.bands, pages, keys.picked?.bands);
    const chosen = choose({ samples, sure }, keys.samples.length / 2, (sequence) => row(sequence)?.samples ?? 0);
    return chosen
      .sort((x, y) => x - y)
      .map(row)
      .filter((found) => found !== undefined);
  };
}

/** A link by similarity alone: it holds unless the two are a form. `article` is the newcomer. */
interface Draft extends CopyLink {
  readonly row: ArticleRow;
}

/** A link that holds, and what both share. */
interface FoundLink extends Draft {
  readonly passages: readonly Passage[];
}

/** The newcomer's number while it has none. */
const NEWCOMER = -1;

function linkOf(pair: Pair, id: string, row: ArticleRow): FoundLink | undefined {
  const isFirst = pair.a === id;
  const [first, second] = isFirst ? [NEWCOMER, row.sequence] : [row.sequence, NEWCOMER];
  const [link] = copyLinks([{ first, second, pair }]);
  if (link === undefined) return undefined;
  const passages = isFirst ? pair.passages : pair.passages.map(({ a, b, tokens }) => ({ a: b, b: a, tokens }));
  return { ...(isFirst ? link : turn(link)), row, passages };
}

function matchOf({ row, relation, jaccard, containment, passages }: FoundLink): Match {
  const shared = passages.length === 0 ? {} : { passages };
  // `bestLink` never answers `contains`.
  return { kept: row, relation: relation as CopyRelation, jaccard, containment, ...shared };
}

function containedOf({ row, jaccard, containment: [share, own] }: FoundLink): Contained {
  return { row, jaccard, containment: [own, share] };
}
