/**
 * Cleans until nothing more goes, so that cleaning a cleaned text changes nothing: each round reads what the last one
 * left, as a new article would be read, and its cuts are carried back to the original. A text that does not settle,
 * and one that would lose too much, is left whole and flagged.
 */
import { cutsAmong } from "../model/cuts.js";
import type { Range, Regime } from "../model/span.js";
import type { Options } from "../options.js";
import { type Decision, decisionAt, inOrder, isCut } from "./decide.js";
import { type Kept, keepAll, textOf, toOriginal, without } from "./kept.js";
import { isProse, type Page } from "./page.js";
import type { Pass } from "./pass.js";
import { isUncounted, treatmentOf } from "./taxonomy.js";
import { MAX_PROSE_CUT, MAX_ROUNDS } from "./weights.js";

/** All decisions about a text, in offsets of the original. */
export interface Settled {
  readonly text: string;
  readonly decisions: readonly Decision[];
  readonly regime: Regime;
  readonly warnings: readonly string[];
}

/**
 * Gives what one pass over a text finds in it; `kept` is where the text stands in the original, `cuts` are what was taken
 * from the text read before, where this is the rest of it. The page of an earlier pass ends.
 */
export type ReadText = (text: string, kept: Kept, cuts?: readonly Range[]) => Pass;

/** Settles a text, whole at first and then as it was cut; each of the readings goes on where the one before finds no more. */
export function settle(original: string, reads: readonly [ReadText, ...ReadText[]], options: Options): Settled {
  const first = reads[0](original, keepAll(original.length));
  if (reads.length === 1 && !first.decisions.some(isCut))
    return { text: original, decisions: first.decisions, regime: first.regime, warnings: [] };
  const prose = proseUnits(first.page);
  const settled = cutUntilStable(original, first, reads);
  const warning = settled === undefined ? "unsettled: nothing cut" : guard(original, prose, settled, options);
  if (settled === undefined || warning !== undefined) {
    return { text: original, decisions: first.decisions.map(asFlag), regime: first.regime, warnings: [warning ?? ""] };
  }
  return { text: settled.text, decisions: settled.decisions, regime: first.regime, warnings: [] };
}

interface Stable {
  readonly text: string;
  readonly kept: Kept;
  readonly decisions: readonly Decision[];
}

function cutUntilStable(original: string, first: Pass, reads: readonly [ReadText, ...ReadText[]]): Stable | undefined {
  let kept = keepAll(original.length);
  let text = original;
  let pass = first;
  let decisions: readonly Decision[] = [];
  let read = 0;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (round > 0) pass = (reads[read] ?? reads[0])(text, kept, cutsAmong(pass.decisions));
    const placed = round === 0 ? pass.decisions : carriedBack(kept, pass.decisions);
    decisions = merge(decisions, placed);
    const cuts = cutsAmong(placed);
    if (cuts.length === 0 && ++read === reads.length) return { text, kept, decisions };
    kept = without(kept, cuts);
    text = textOf(original, kept);
  }
  return undefined;
}

function carriedBack(kept: Kept, decisions: readonly Decision[]): readonly Decision[] {
  const placed: Decision[] = [];
  for (const decision of decisions) placed.push(carryBack(kept, decision));
  return placed;
}

function carryBack(kept: Kept, decision: Decision): Decision {
  const range = toOriginal(kept, decision);
  const { duplicateOf } = decision;
  return decisionAt(decision, range, duplicateOf === undefined ? undefined : toOriginal(kept, duplicateOf));
}

/** Adds a round's decisions: a later cut swallows earlier ones inside it, a flag stands once. */
function merge(known: readonly Decision[], added: readonly Decision[]): readonly Decision[] {
  if (known.length === 0) return added;
  if (added.length === 0) return known;
  const cuts = cutsAmong(added);
  const starts = new Set(known.map(({ start }) => start));
  const flags = added.filter((decision) => !isCut(decision) && !starts.has(decision.start));
  return inOrder([...outside(known, cuts), ...cuts, ...flags]);
}

/** Decisions that no cut contains. Both lists are sorted by start, and cuts are disjoint. */
function outside(decisions: readonly Decision[], cuts: readonly Range[]): readonly Decision[] {
  let cut = 0;
  return decisions.filter(({ start, end }) => {
    while (cut < cuts.length && (cuts[cut] as Range).end <= start) cut++;
    const over = cuts[cut];
    return over === undefined || over.start > start || over.end < end;
  });
}

/** Why nothing may be cut, or nothing: too much of the prose, `whole` units, would go, or all of the text. */
function guard(original: string, whole: number, stable: Stable, options: Options): string | undefined {
  const cuts = cutsAmong(stable.decisions);
  if (cuts.length === 0) return undefined;
  if (!hasWords(original, stable)) return "guard: nothing would be left";
  if (options.profile === "aggressive") return undefined;
  let gone = 0;
  for (const { class: name, prose, start, end } of cuts) if (prose && !isUncounted(name)) gone += end - start;
  const share = gone / Math.max(whole, 1);
  return share > MAX_PROSE_CUT ? `guard: ${Math.round(share * 100)} % of the prose would be cut` : undefined;
}

/**
 * Whether a letter or digit is left: nearly always in the first of the parts. Two parts may meet in one letter, each with
 * half of its surrogate pair; then only the text tells.
 */
function hasWords(original: string, { kept, text }: Stable): boolean {
  const word = /[\p{L}\p{N}]/u;
  return kept.ranges.some(({ start, end }) => word.test(original.slice(start, end))) || word.test(text);
}

function proseUnits(page: Page): number {
  let units = 0;
  for (let line = 0; line < page.lines.count; line++) if (isProse(page, line)) units += page.length[line] ?? 0;
  return units;
}

function asFlag(decision: Decision): Decision {
  return isCut(decision)
    ? { ...decision, action: "flag", fingerprint: treatmentOf(decision.class) === "cut" }
    : decision;
}
