/** The rules that speak for or against a line being content, all families together. A rule's name is `family: label`. */
import { BLOCK_FAMILIES } from "./block-rules.js";
import type { PageFacts } from "./facts.js";
import { LINE_FAMILIES } from "./line-rules.js";
import { PLACE_FAMILIES } from "./place-rules.js";

const FAMILIES = [...LINE_FAMILIES, ...BLOCK_FAMILIES, ...PLACE_FAMILIES];

/** All rules by number. */
export const RULES: readonly string[] = FAMILIES.flatMap(({ name, labels }) =>
  labels.map((label) => `${name}: ${label}`),
);

/** Calls back with the number of each rule that fires for a line. */
export function fireRules(facts: PageFacts, line: number, onRule: (rule: number) => void): void {
  let first = 0;
  for (const family of FAMILIES) {
    const found = family.of(facts, line);
    if (family.kind === "one") {
      if (found >= 0) onRule(first + found);
    } else {
      for (let bits = found, bit = 0; bits !== 0 && bit < family.labels.length; bits >>>= 1, bit++) {
        if ((bits & 1) === 1) onRule(first + bit);
      }
    }
    first += family.labels.length;
  }
}
