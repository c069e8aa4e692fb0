import type { Passage, Relation, Similarity } from "../model/pair.js";
import { type Paint, PLAIN, share } from "./terminal.js";

/** What is shown of a comparison. */
export interface Compared extends Similarity {
  readonly relation: Relation | "unrelated";
  readonly passages: readonly Passage[];
  readonly tokens: readonly [number, number];
}

/** Width of one of the two columns. */
const COLUMN = 58;

/** Two articles side by side: relation, scores, and each shared passage in both texts with its offsets. */
export function comparisonView(
  a: { readonly id: string; readonly text: string },
  b: { readonly id: string; readonly text: string },
  { relation, jaccard, containment, passages, tokens }: Compared,
  paint: Paint = PLAIN,
): string {
  const lines = [
    paint.bold(`${a.id} ~ ${b.id}: ${relation}`),
    meaning(relation),
    `Jaccard ${share(jaccard)}; ${share(containment[0])} of a stands in b, ${share(containment[1])} of b stands in a; ${tokens[0]} and ${tokens[1]} tokens compared`,
  ];
  for (const passage of passages) lines.push("", ...passageLines(a.text, b.text, passage, paint));
  return `${lines.join("\n")}\n`;
}

function meaning(relation: Relation | "unrelated"): string {
  switch (relation) {
    case "exact":
      return "The same text after folding case, width and white space.";
    case "near":
      return "The same text with small edits.";
    case "contains":
      return "b is a part of a.";
    case "contained":
      return "a is a part of b.";
    case "form":
      return "The same form filled with other facts: not a copy.";
    case "partial":
      return "They share passages, but neither is a copy of the other.";
    case "unrelated":
      return "They do not share enough text to be related.";
    default:
      return relation satisfies never;
  }
}

function passageLines(a: string, b: string, passage: Passage, paint: Paint): string[] {
  const heading = `passage of ${passage.tokens} tokens: a ${passage.a.start}–${passage.a.end}, b ${passage.b.start}–${passage.b.end}`;
  const left = wrap(a.slice(passage.a.start, passage.a.end));
  const right = wrap(b.slice(passage.b.start, passage.b.end));
  const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, row) => {
    return `${(left[row] ?? "").padEnd(COLUMN)} │ ${right[row] ?? ""}`;
  });
  return [paint.dim(heading), ...rows];
}

/** Breaks a text at spaces into lines of at most COLUMN units; longer words are cut. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && line.length + 1 + word.length > COLUMN) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? word : `${line} ${word}`;
    for (; line.length > COLUMN; line = line.slice(COLUMN)) lines.push(line.slice(0, COLUMN));
  }
  if (line !== "") lines.push(line);
  return lines;
}
