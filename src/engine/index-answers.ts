import { clusterId } from "../group/clusters.js";
import type { ArticleRow } from "../index/article-row.js";
import type { Holdings } from "../index/holdings.js";
import { exactKey } from "../index/keys.js";
import type { FirstSeen, Judgement, StoredArticle, StoredCluster, StoredMember } from "../model/decision.js";
import type { Passage, Similarity } from "../model/pair.js";
import type { Match } from "./index-judge.js";
import { standsFor } from "./index-judge.js";
import { rowNamed, textHashOf } from "./index-names.js";

/** Members that a cluster lists, at most; it says how many there are. */
export const CLUSTER_MEMBERS_MAX = 1000;

const CLUSTER_ID = /^c[0-9a-f]{16}$/;

/** The cluster of a kept article. A text without tokens has no like: its id names it. */
export function clusterOf({ exact, id }: Pick<ArticleRow, "exact" | "id">): string {
  return clusterId({ exact: exact === "" ? textHashOf(id) : exact } as Parameters<typeof clusterId>[0]);
}

const firstSeenOf = ({ arrival, date, source }: ArticleRow): FirstSeen => ({ arrival, date, source });

/** Words of a decision that do not depend on its kind. */
export interface Answer {
  readonly id: string;
  readonly sequence: number;
  readonly known: boolean;
  readonly late: boolean;
}

/** The answer for an article that joins another. */
export function duplicateAnswer({ late, ...answer }: Answer, match: Match): Judgement {
  const { kept, relation, jaccard, containment, passages } = match;
  return {
    kind: "duplicate",
    ...answer,
    ...(late ? { late } : {}),
    ...{ of: kept.id, relation, jaccard, containment },
    ...(passages === undefined ? {} : { passages }),
    firstSeen: firstSeenOf(kept),
    cluster: clusterOf(kept),
  };
}

/** The answer for an article that is kept. */
export function newAnswer(
  { id, sequence, known, late }: Answer,
  row: ArticleRow,
  supersedes: readonly string[],
): Judgement {
  const [firstSeen, cluster] = [firstSeenOf(row), clusterOf(row)];
  if (late) return { kind: "new", id, sequence, known, late, supersedes, firstSeen, cluster };
  return { kind: "new", id, sequence, known, supersedes, firstSeen, cluster };
}

/** Judges an article that was taken before again, for what is not stored. */
export interface SecondLook {
  passages(kept: ArticleRow, found: Similarity): readonly Passage[] | undefined;
  /** What it would join if only these were kept. */
  among(rows: readonly ArticleRow[]): Match | undefined;
}

/** The answer that an article was given when it was taken; `new` where what it joined was removed since. */
export function formerAnswer(holdings: Holdings, row: ArticleRow, look: SecondLook): Judgement {
  const answer = { id: row.id, sequence: row.sequence, known: true, late: false };
  const kept = row.link === undefined || row.superseded ? undefined : holdings.row(row.link.bucket, row.link.sequence);
  if (kept !== undefined && row.link !== undefined) {
    const { relation, jaccard, containment } = row.link;
    const moved = kept.sequence > row.sequence ? look.among([...keptThen(holdings, kept, row)]) : undefined;
    if (moved !== undefined) return duplicateAnswer(answer, moved);
    const passages = row.isCopy ? undefined : look.passages(kept, { jaccard, containment });
    const shared = passages === undefined || passages.length === 0 ? {} : { passages };
    return duplicateAnswer(answer, { kept, relation, jaccard, containment, ...shared });
  }
  const superseded = [...membersOf(holdings, row)].filter((member) => member.superseded).map(({ id }) => id);
  return newAnswer(answer, row, superseded);
}

/** Of the articles in whose place `kept` stands today, those that stood for others when `row` was taken. */
function* keptThen(holdings: Holdings, kept: ArticleRow, row: ArticleRow): Generator<ArticleRow> {
  for (const older of membersOf(holdings, kept)) {
    if (!older.superseded) continue;
    if (older.sequence < row.sequence && kept.sequence > row.sequence) yield older;
    yield* keptThen(holdings, older, row);
  }
}

/** What is held of an article. */
export function storedArticle(holdings: Holdings, row: ArticleRow): StoredArticle {
  const { id, sequence, source, date, url, arrival, length, exact, shingles, link } = row;
  const other = link === undefined ? undefined : holdings.row(link.bucket, link.sequence);
  const base = { id, sequence, source, date, url, arrival, length, exact, shingles };
  if (link === undefined || other === undefined) return { ...base, cluster: clusterOf(row) };
  if (row.superseded) return { ...base, cluster: clusterOf(row), supersededBy: other.id };
  const { relation, jaccard, containment } = link;
  return { ...base, cluster: clusterOf(other), duplicateOf: { id: other.id, relation, jaccard, containment } };
}

/** The cluster of this id, or of the article of this id. */
export function storedCluster(
  holdings: Holdings,
  id: string,
  isLive: (row: ArticleRow) => boolean,
): StoredCluster | undefined {
  const named = rowNamed(holdings, id, isLive);
  const kept = named === undefined ? keptOfCluster(holdings, id) : keptOf(holdings, named);
  if (kept === undefined) return undefined;
  const members: StoredMember[] = [member(kept, { relation: "canonical", jaccard: 1, containment: [1, 1] })];
  let size = 1;
  for (const row of membersOf(holdings, kept)) {
    size++;
    if (members.length < CLUSTER_MEMBERS_MAX && row.link !== undefined) members.push(member(row, row.link));
  }
  const by = kept.link === undefined ? undefined : holdings.row(kept.link.bucket, kept.link.sequence);
  const supersededBy = by === undefined ? {} : { supersededBy: by.id };
  return { id: clusterOf(kept), canonical: kept.id, members, size, ...supersededBy };
}

/** The article that an article joined, whether or not it was superseded since; itself where it joined none. */
function keptOf(holdings: Holdings, row: ArticleRow): ArticleRow | undefined {
  if (row.link === undefined || row.superseded) return row;
  return holdings.row(row.link.bucket, row.link.sequence);
}

function keptOfCluster(holdings: Holdings, id: string): ArticleRow | undefined {
  if (!CLUSTER_ID.test(id)) return undefined;
  let kept: ArticleRow | undefined;
  holdings.lookup(exactKey(id.slice(1)), (bucket, sequence) => {
    const row = holdings.row(bucket, sequence);
    if (row === undefined || clusterOf(row) !== id) return;
    if (kept === undefined || standsFor(holdings, row) === row) kept = keptOf(holdings, row);
  });
  return kept;
}

/** The articles that joined a kept one and are with it still. */
function* membersOf(holdings: Holdings, kept: ArticleRow): Generator<ArticleRow> {
  for (const { bucket, sequence } of holdings.members(kept)) {
    const row = holdings.row(bucket, sequence);
    if (row?.link?.sequence === kept.sequence) yield row;
  }
}

function member(row: ArticleRow, link: Pick<StoredMember, "relation" | "jaccard" | "containment">): StoredMember {
  const { relation, jaccard, containment } = link;
  return { id: row.id, relation, jaccard, containment, date: row.date, source: row.source, arrival: row.arrival };
}
