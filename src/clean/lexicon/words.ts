/** Cuts the text of a rule into words and signs exactly as the scanner cuts a line, so that the two can meet. */
import { CHARACTERS, DIGIT, IGNORABLE, LETTER, SPACELESS } from "../../text/characters.js";
import { fold } from "../../text/fold.js";
import { SIGNS } from "../signs.js";

const WORD = LETTER | DIGIT;
const EM_DASH = 0x2014;
/** One word that folds to itself, as most are, and several of them. */
const PLAIN_WORD = /^[a-z0-9]+$/;
const PLAIN_WORDS = /^[a-z0-9 ]+$/;

/**
 * Folded words and signs of a literal: `Read more:` gives `read`, `more`, `:`; a letter of a script without spaces is a
 * word of its own, `来源：` gives `来`, `源`, `:`. A dash counts where it stands free, other punctuation never.
 */
export function splitWords(literal: string): readonly string[] {
  if (PLAIN_WORDS.test(literal)) return literal.match(/[a-z0-9]+/g) ?? [];
  const words: string[] = [];
  for (let at = 0; at < literal.length; ) {
    const unit = literal.charCodeAt(at);
    const kind = CHARACTERS[unit] ?? 0;
    const end = (kind & WORD) === 0 || (kind & SPACELESS) !== 0 ? at + 1 : wordEnd(literal, at);
    if ((kind & WORD) !== 0) words.push(foldWord(literal.slice(at, end)));
    else if (SIGNS.has(unit) && !isHyphen(literal, at)) words.push(SIGNS.get(unit) ?? "");
    at = end;
  }
  return words.filter((word) => word !== "");
}

/** The folded form of a word. */
export function foldWord(word: string): string {
  return PLAIN_WORD.test(word) ? word : fold(word).text;
}

function wordEnd(literal: string, from: number): number {
  let at = from;
  while (at < literal.length) {
    const kind = CHARACTERS[literal.charCodeAt(at)] ?? 0;
    const goesOn = ((kind & WORD) !== 0 && (kind & SPACELESS) === 0) || kind === IGNORABLE || joins(literal, at);
    if (!goesOn) break;
    at++;
  }
  return at;
}

/** An apostrophe before a letter, and a point or comma between digits, belong to the word. */
function joins(literal: string, at: number): boolean {
  const sign = literal[at];
  const next = at + 1 < literal.length ? (CHARACTERS[literal.charCodeAt(at + 1)] ?? 0) : 0;
  if (sign === "'" || sign === "’") return (next & LETTER) !== 0 && (next & SPACELESS) === 0;
  if (sign !== "." && sign !== ",") return false;
  return (next & DIGIT) !== 0 && ((CHARACTERS[literal.charCodeAt(at - 1)] ?? 0) & DIGIT) !== 0;
}

/** A dash with a word on both sides, other than the long one, is spelling. */
function isHyphen(literal: string, at: number): boolean {
  const unit = literal.charCodeAt(at);
  if (SIGNS.get(unit) !== "-" || unit === EM_DASH || at === 0 || at + 1 >= literal.length) return false;
  const before = CHARACTERS[literal.charCodeAt(at - 1)] ?? 0;
  const after = CHARACTERS[literal.charCodeAt(at + 1)] ?? 0;
  return (before & WORD) !== 0 && (after & WORD) !== 0;
}
