import type { Pair, Passage, Relation, Similarity } from "../model/pair.js";
import { isForm } from "./form.js";
import { alignStretches, matchedTokens, passagesOf } from "./passages.js";
import { copyRelation, isPartial, isUnrelated, type Limits } from "./relation.js";
import type { Side } from "./side.js";

/** What a pair needs to know of an article besides its text. */
export interface Named {
  readonly id: string;
  readonly url: string | null;
}

/** Settings of a comparison. */
export interface CompareOptions extends Limits {
  /** Whether passages are reported. */
  readonly passages: boolean;
}

/** What similarity and alignment say of two articles; `relation` is absent where they are unrelated. */
export interface Verdict {
  readonly relation?: Relation;
  readonly passages: readonly Passage[];
}

/** Judges two articles that are not exact copies. Tokens are only asked for where similarity leaves a relation open. */
export function judge(similarity: Similarity, sides: () => readonly [Side, Side], options: CompareOptions): Verdict {
  if (isUnrelated(similarity, options)) return { passages: [] };
  const [a, b] = sides();
  const stretches = alignStretches(a.tokens, b.tokens);
  const passages = options.passages ? passagesOf(a.tokens, b.tokens, stretches) : [];
  if (isForm(a, b, stretches)) return { relation: "form", passages };
  const copy = copyRelation(similarity, options);
  if (copy !== undefined) return { relation: copy, passages };
  const longest = Math.max(0, ...stretches.map(matchedTokens));
  return isPartial(similarity, longest, options) ? { relation: "partial", passages } : { passages: [] };
}

/** The pair of two articles, a < b by id; `found` and `passages` are seen from a. */
export function pairOf(a: Named, b: Named, relation: Relation, found: Similarity, passages: readonly Passage[]): Pair {
  const revision = relation !== "exact" && a.url !== null && a.url === b.url;
  return { a: a.id, b: b.id, relation, ...found, passages, ...(revision ? { revision } : {}) };
}
