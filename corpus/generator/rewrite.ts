import type { Random } from "./random.js";
import { type Body, LAST, MARK, STOP, WORD } from "./story.js";
import { drawWord, type Vocabulary } from "./vocabulary.js";

/** How many tokens to change, and in how long stretches: the same share kills more shingles in short ones. */
export interface Edit {
  /** Share of the tokens that are replaced, deleted or followed by a new one, 0 to 1. */
  readonly share: number;
  /** Tokens a stretch, at least 1. */
  readonly run: number;
}

/** A copy with about `edit.share` of its tokens changed; of five changes one deletes, one inserts, three replace. */
export function editBody(body: Body, edit: Edit, vocabulary: Vocabulary, random: Random): Body {
  const changed = stretches(body.length, edit, random);
  const tokens: number[] = [];
  for (let i = 0; i < body.length; i++) {
    const token = body[i] ?? 0;
    if (changed[i] === 1) changeToken(token, tokens, vocabulary, random);
    else tokens.push(token);
  }
  return Int32Array.from(tokens);
}

/** The first `share` of the body, ended at the end of the sentence it falls into. */
export function cutBody(body: Body, share: number): Body {
  let end = Math.max(1, Math.floor(body.length * share));
  while (end < body.length && ((body[end - 1] ?? 0) & MARK) !== STOP) end++;
  const kept = body.slice(0, end);
  kept[end - 1] = (kept[end - 1] ?? 0) | LAST;
  return kept;
}

/** One body behind the other. */
export function joinBodies(first: Body, second: Body): Body {
  const joined = new Int32Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}

/** Marks tokens to change: as many stretches as the share needs, laid over the body at random, overlaps moved on. */
function stretches(length: number, edit: Edit, random: Random): Uint8Array {
  const changed = new Uint8Array(length);
  let left = Math.round(length * Math.min(edit.share, 1));
  while (left > 0) {
    let at = random.below(length);
    for (let run = Math.min(edit.run, left); run > 0; run--) {
      while (changed[at] === 1) at = (at + 1) % length;
      changed[at] = 1;
      left--;
    }
  }
  return changed;
}

function changeToken(token: number, tokens: number[], vocabulary: Vocabulary, random: Random): void {
  const kind = random.below(5);
  const plain = (token & ~WORD) === 0;
  if (kind === 0 && plain) return;
  if (kind === 1 && plain) tokens.push(token);
  tokens.push(otherWord(token & WORD, vocabulary, random) | (token & ~WORD));
}

function otherWord(word: number, vocabulary: Vocabulary, random: Random): number {
  const drawn = drawWord(vocabulary, random);
  return drawn === word ? (drawn + 1) % vocabulary.words.length : drawn;
}
