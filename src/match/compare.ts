import type { Pair, Passage, Relation, Similarity } from "../model/pair.js";
import { isSamePage } from "./addresses.js";
import { isForm, tellsOtherFacts } from "./form.js";
import { alignStretches, matchedTokens, passagesOf } from "./passages.js";
import { copyRelation, isPartial, isUnrelated, type Limits } from "./relation.js";
import type { Side } from "./side.js";

/** What a pair needs to know of an article besides its text. */
export interface Named {
  readonly id: string;
  readonly source: string;
  readonly date: string | null;
  readonly url: string | null;
}

/** Settings of a comparison. */
export interface CompareOptions extends Limits {
  /** Whether passages are reported. */
  readonly passages: boolean;
}

/**
 * Judges two articles a < b by id that are not exact copies; undefined where they are unrelated. Tokens are only asked
 * for where similarity leaves a relation open. States of one page are never forms, and always related.
 */
export function judge(
  a: Named,
  b: Named,
  found: Similarity,
  sides: () => readonly [Side, Side],
  options: CompareOptions,
): Pair | undefined {
  const related = relate(found, isSamePage(a.url, b.url), sides, options);
  if (related === undefined) return undefined;
  return pairOf(a, b, related.relation, found, options.passages ? related.passages : []);
}

/** How two articles relate, their names apart. */
export interface Related {
  readonly relation: Relation;
  readonly passages: readonly Passage[];
}

/**
 * What `judge` finds, for articles of which only the texts are known and whether both are states of one page. Passages of
 * `partial` and `form` are always located: crowds are told by them.
 * @param longest tokens that no stretch of the two matches more of; where that is too few, nothing is aligned.
 */
export function relate(
  found: Similarity,
  samePage: boolean,
  sides: () => readonly [Side, Side],
  options: CompareOptions,
  longest = Number.POSITIVE_INFINITY,
): Related | undefined {
  if (isUnrelated(found, options) && !samePage) return undefined;
  const [left, right] = sides();
  const mayRelate = samePage || textRelation(found, longest, options) !== undefined;
  if (!mayRelate && !tellsOtherFacts(left.facts(), right.facts())) return undefined;
  const stretches = alignStretches(left.tokens, right.tokens, right.anchors(), left.windowKeys());
  const passage = stretches.reduce((most, stretch) => Math.max(most, matchedTokens(stretch)), 0);
  const relation = !samePage && isForm(left, right, stretches) ? "form" : textRelation(found, passage, options);
  if (relation === undefined && !samePage) return undefined;
  const isCopy = relation !== undefined && relation !== "partial" && relation !== "form";
  const passages = options.passages || !isCopy ? passagesOf(left.tokens, right.tokens, stretches) : [];
  return { relation: relation ?? "partial", passages };
}

/** Judges two articles that are not exact copies, whichever id is smaller; `found` and the sides are seen from x. */
export function judgeEither(
  x: Named,
  y: Named,
  found: Similarity,
  sides: { readonly x: () => Side; readonly y: () => Side },
  options: CompareOptions,
): Pair | undefined {
  if (x.id < y.id) return judge(x, y, found, () => [sides.x(), sides.y()], options);
  return judge(y, x, turn(found), () => [sides.y(), sides.x()], options);
}

const turn = ({ jaccard, containment: [a, b] }: Similarity): Similarity => ({ jaccard, containment: [b, a] });

function textRelation(found: Similarity, longestPassage: number, options: CompareOptions): Relation | undefined {
  return copyRelation(found, options) ?? (isPartial(found, longestPassage, options) ? "partial" : undefined);
}

/** The pair of two articles, a < b by id; `found` and `passages` are seen from a. */
export function pairOf(a: Named, b: Named, relation: Relation, found: Similarity, passages: readonly Passage[]): Pair {
  const revision = isRevision(a, b, relation);
  return { a: a.id, b: b.id, relation, ...found, passages, ...(revision ? { revision } : {}) };
}

/** Whether one is a later state of the other: another text of one page, or a near copy of another day from one source. */
export function isRevision(a: Named, b: Named, relation: Relation): boolean {
  return relation !== "exact" && (isSamePage(a.url, b.url) || isOtherDay(a, b, relation));
}

/** The second of these, for articles of which it is known that they are not of one page. */
export function isOtherDay(a: Dated, b: Dated, relation: Relation): boolean {
  if (relation !== "near" || a.source === "" || a.source !== b.source) return false;
  const [day, other] = [a.date, b.date];
  return day !== null && other !== null && day !== other;
}

type Dated = Pick<Named, "source" | "date">;
