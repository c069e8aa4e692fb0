import type { Relation, Similarity } from "../../src/model/pair.js";
import type { Range } from "../../src/model/span.js";

/** The dull model the corpus is checked with: exact sets of 5-token shingles as strings, no hashing. */

const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Folded tokens: runs of letters, marks and digits; in scripts without spaces one character each. */
export function tokensOf(text: string): readonly string[] {
  const runs =
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return runs.flatMap((run) => (SPACELESS.test(run) ? splitSpaceless(run) : [run]));
}

function splitSpaceless(run: string): readonly string[] {
  const tokens: string[] = [];
  let word = "";
  for (const character of run) {
    if (!SPACELESS.test(character)) {
      word += character;
      continue;
    }
    if (word !== "") tokens.push(word);
    word = "";
    tokens.push(character);
  }
  return word === "" ? tokens : [...tokens, word];
}

export function shinglesOf(tokens: readonly string[]): ReadonlySet<string> {
  if (tokens.length === 0) return new Set();
  if (tokens.length < 5) return new Set([tokens.join(" ")]);
  return new Set(tokens.slice(4).map((_, i) => tokens.slice(i, i + 5).join(" ")));
}

export function similarityOf(a: readonly string[], b: readonly string[]): Similarity {
  const inA = shinglesOf(a);
  const inB = shinglesOf(b);
  const shared = [...inA].filter((shingle) => inB.has(shingle)).length;
  if (shared === 0) return { jaccard: 0, containment: [0, 0] };
  return { jaccard: shared / (inA.size + inB.size - shared), containment: [shared / inA.size, shared / inB.size] };
}

/** Most tokens in a row that both have. */
export function longestRun(a: readonly string[], b: readonly string[]): number {
  let longest = 0;
  let before = new Array<number>(b.length + 1).fill(0);
  for (const token of a) {
    const runs = new Array<number>(b.length + 1).fill(0);
    b.forEach((other, j) => {
      if (other === token) runs[j + 1] = (before[j] ?? 0) + 1;
      longest = Math.max(longest, runs[j + 1] ?? 0);
    });
    before = runs;
  }
  return longest;
}

/** The relation by the documented thresholds; `none` where no row is due. Form stories are not recognised. */
export function relationOf(a: readonly string[], b: readonly string[]): Relation | "none" {
  if (a.length > 0 && a.join(" ") === b.join(" ")) return "exact";
  const { jaccard, containment } = similarityOf(a, b);
  const [aInB, bInA] = containment;
  if (jaccard >= 0.7 || (aInB >= 0.75 && bInA >= 0.75)) return "near";
  if (aInB >= 0.75) return "contained";
  if (bInA >= 0.75) return "contains";
  return Math.max(aInB, bInA) >= 0.2 && longestRun(a, b) >= 25 ? "partial" : "none";
}

/** The text without the ranges, a line end in the place of each. */
export function textWithout(text: string, cut: readonly Range[]): string {
  let kept = "";
  let at = 0;
  for (const { start, end } of cut) {
    kept += `${text.slice(at, start)}\n`;
    at = end;
  }
  return kept + text.slice(at);
}
