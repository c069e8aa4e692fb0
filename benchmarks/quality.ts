import type { Truth } from "../corpus/generator/newsroom.js";
import type { Member } from "../src/model/cluster.js";
import type { Pair, Relation, Similarity } from "../src/model/pair.js";
import { createUnions } from "./unions.js";

/** Relations that make one article a copy of another. */
export const COPY_RELATIONS = ["exact", "near", "contains", "contained"] as const;

/** A row of pairs.jsonl, as far as quality needs it. */
export type PairRow = Pick<Pair, "a" | "b" | "relation">;

/** A row of clusters.jsonl, as far as quality needs it. */
export interface ClusterRow {
  readonly canonical: string;
  readonly members: readonly Pick<Member, "id" | "relation" | "jaccard" | "containment">[];
}

/** The limits the run was asked to hold. */
export interface QualityLimits {
  readonly threshold: number;
  readonly containment: number;
}

/** Planted pairs of one relation and what became of them. */
export interface PlantedCount {
  readonly planted: number;
  /** Reported as a copy of any kind. */
  readonly found: number;
  /** Reported with the planted relation. */
  readonly agreeing: number;
}

/** Reported copies against the planted truth. */
export interface PairQuality {
  readonly byRelation: Readonly<Record<Relation | "none", PlantedCount>>;
  readonly reported: {
    readonly right: number;
    /** Planted as less than a copy, or of two families. */
    readonly wrong: number;
    /** Of one family without a row of their own: the truth says nothing of them. */
    readonly neutral: number;
  };
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** What clusters hold. */
export interface ClusterQuality {
  readonly clusters: number;
  /** Members other than canonicals. */
  readonly members: number;
  /** Members of another family than their canonical. */
  readonly strangers: number;
  /** Form stories that joined another story. */
  readonly formsMerged: number;
  readonly formStories: number;
  /** Lowest Jaccard of a `near` member and containment of a `contained` one to the canonical, 1 where there is none. */
  readonly worstNear: number;
  readonly worstContained: number;
  /** Members that reach no limit of their relation. */
  readonly belowLimits: number;
}

/** What is planted, by article and by pair. */
export interface PlantedTruth {
  readonly rows: readonly Truth[];
  readonly familyOf: (id: string) => string;
  readonly isForm: (id: string) => boolean;
  readonly formStories: number;
  readonly relationOf: (a: string, b: string) => Truth["relation"] | undefined;
}

/** Indexes the rows of a truth file. */
export function plantedTruth(rows: readonly Truth[]): PlantedTruth {
  const families = new Map<string, string>();
  const relations = new Map<string, Truth["relation"]>();
  const forms = new Set<string>();
  for (const { id, of, relation, planting, family } of rows) {
    families.set(id, family);
    relations.set(keyOf(of, id), relation);
    if (planting === "form") forms.add(id).add(of);
  }
  return {
    rows,
    familyOf: (id) => families.get(id) ?? id,
    isForm: (id) => forms.has(id),
    formStories: forms.size,
    relationOf: (a, b) => relations.get(keyOf(a, b)),
  };
}

/**
 * Compares reported pairs with planted ones. Exact copies have one row each to their first, so a planted pair counts as
 * found where the firsts of its two articles are the same or reported as copies.
 */
export function measurePairs(truth: PlantedTruth, pairs: Iterable<PairRow>): PairQuality {
  const exact = createUnions();
  const copies = new Map<string, Relation>();
  const reported = { right: 0, wrong: 0, neutral: 0 };
  for (const { a, b, relation } of pairs) {
    if (!isCopy(relation)) continue;
    if (relation === "exact") exact.join(a, b);
    copies.set(keyOf(a, b), a < b ? relation : turned(relation));
    reported[judgeReported(truth, a, b)]++;
  }
  const byRelation = countPlanted(truth, (a, b) => relationFound(exact.firstOf(a), exact.firstOf(b), copies));
  const planted = COPY_RELATIONS.reduce((sum, relation) => sum + byRelation[relation].planted, 0);
  const found = COPY_RELATIONS.reduce((sum, relation) => sum + byRelation[relation].found, 0);
  const precision = share(reported.right, reported.right + reported.wrong);
  const recall = share(found, planted);
  return { byRelation, reported, precision, recall, f1: share(2 * precision * recall, precision + recall) };
}

function judgeReported(truth: PlantedTruth, a: string, b: string): "right" | "wrong" | "neutral" {
  if (truth.familyOf(a) !== truth.familyOf(b)) return "wrong";
  const planted = truth.relationOf(a, b);
  if (planted === undefined) return "neutral";
  return isCopy(planted) ? "right" : "wrong";
}

function relationFound(a: string, b: string, copies: ReadonlyMap<string, Relation>): Relation | undefined {
  if (a === b) return "exact";
  const relation = copies.get(keyOf(a, b));
  return relation === undefined || a < b ? relation : turned(relation);
}

function countPlanted(
  { rows }: PlantedTruth,
  found: (a: string, b: string) => Relation | undefined,
): PairQuality["byRelation"] {
  const empty = () => ({ planted: 0, found: 0, agreeing: 0 });
  const counts: Record<Relation | "none", { planted: number; found: number; agreeing: number }> = {
    exact: empty(),
    near: empty(),
    contains: empty(),
    contained: empty(),
    form: empty(),
    partial: empty(),
    none: empty(),
  };
  for (const { of, id, relation } of rows) {
    const count = counts[relation];
    const got = found(of, id);
    count.planted++;
    if (got !== undefined) count.found++;
    if (got === relation) count.agreeing++;
  }
  return counts;
}

/** Looks at every member beside its canonical. */
export function measureClusters(
  truth: PlantedTruth,
  clusters: Iterable<ClusterRow>,
  limits: QualityLimits,
): ClusterQuality {
  let [count, members, strangers, formsMerged, belowLimits] = [0, 0, 0, 0, 0];
  let [worstNear, worstContained] = [1, 1];
  for (const cluster of clusters) {
    count++;
    for (const member of cluster.members) {
      if (member.relation === "canonical") continue;
      members++;
      if (truth.familyOf(member.id) !== truth.familyOf(cluster.canonical)) strangers++;
      if (truth.isForm(member.id)) formsMerged++;
      if (member.relation === "near") worstNear = Math.min(worstNear, member.jaccard);
      if (member.relation === "contained") worstContained = Math.min(worstContained, member.containment[0]);
      if (!holds(member, limits)) belowLimits++;
    }
  }
  const { formStories } = truth;
  return { clusters: count, members, strangers, formsMerged, formStories, worstNear, worstContained, belowLimits };
}

function holds({ relation, jaccard, containment }: Similarity & { relation: string }, limits: QualityLimits): boolean {
  if (relation === "exact") return true;
  if (relation === "contained") return containment[0] >= limits.containment;
  return relation === "near" && (jaccard >= limits.threshold || Math.min(...containment) >= limits.containment);
}

function isCopy(relation: Relation | "none"): boolean {
  return (COPY_RELATIONS as readonly string[]).includes(relation);
}

function turned(relation: Relation): Relation {
  return relation === "contains" ? "contained" : relation === "contained" ? "contains" : relation;
}

const keyOf = (a: string, b: string): string => (a < b ? `${a}\t${b}` : `${b}\t${a}`);
const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
