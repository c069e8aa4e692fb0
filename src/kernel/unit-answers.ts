import * as Characters from "../text/characters.js";
import { foldWide } from "../text/fold.js";
import type { KernelExports } from "./exports.js";

/** What the kernel asks of units that its tables do not tell. */
export interface UnitAnswers {
  foldWide(unit: number): number;
  isAstralLetter(codePoint: number): number;
}

/** Answers out of the tables that serve the reference, so that both sides know the same. Folds are kept: Arabic asks often. */
export function createUnitAnswers(kernel: KernelExports): UnitAnswers {
  const out = new Uint16Array(kernel.memory.buffer, kernel.WIDE_FOLD.value, MOST_FOLD);
  const folds = new Map<number, string>();
  const foldOf = (unit: number): string => {
    const fold = folds.get(unit) ?? foldWide(unit);
    folds.set(unit, fold);
    return fold;
  };
  return {
    foldWide(unit) {
      const fold = foldOf(unit);
      for (let at = 0; at < fold.length; at++) out[at] = fold.charCodeAt(at);
      return fold.length;
    },
    isAstralLetter: (codePoint) => Number(Characters.isAstralLetter(codePoint)),
  };
}

/** Units of the longest fold of a unit, and more: `ﷺ` has 18. */
const MOST_FOLD = 64;
