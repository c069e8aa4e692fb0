/** Reads the text of a rule (see rule.ts) into its parts. */
import { splitWords } from "./words.js";

export const SLOTS = ["date", "time", "number", "year", "name", "agency", "any"] as const;
export type Slot = (typeof SLOTS)[number];

export type Part =
  | { readonly kind: "word"; readonly word: string }
  | { readonly kind: "slot"; readonly slot: Slot }
  | { readonly kind: "gap"; readonly most: number }
  | { readonly kind: "choice"; readonly among: readonly Sequence[] };

export type Sequence = readonly Part[];

/** Signs that the language of texts uses itself. */
const BRACE_SIGNS: ReadonlyMap<string, string> = new Map([
  ["open", "("],
  ["close", ")"],
  ["bar", "|"],
]);

/** Widest gap; it bounds the work per word. */
export const MAX_GAP = 12;

/**
 * The parts of a text, in the order written. `sign up (for|to) [our] news` gives two words, a choice of two, a choice
 * of `our` and nothing, and a word.
 * @throws {SyntaxError} naming the text where it is malformed or could match nothing at all.
 */
export function parsePattern(text: string): Sequence {
  const reader = { text, at: 0 };
  const choice = readChoices(reader, "");
  const sequence = choice[0] ?? [];
  if (reader.at < text.length) throw malformed(text, `unexpected "${text[reader.at]}"`);
  if (leastWords(sequence) === 0) throw malformed(text, "it matches nothing");
  return sequence;
}

/** Words of the shortest line stretch a sequence matches. */
function leastWords(sequence: Sequence): number {
  let least = 0;
  for (let i = 0; i < sequence.length; i++) {
    const part = sequence[i] as Part;
    if (part.kind === "choice") least += Math.min(...part.among.map(leastWords));
    else if (part.kind !== "gap") least += 1;
  }
  return least;
}

/** Slots of names may end in several places. */
const SLOT_READINGS = 5;

/** Ways a sequence may be read from one word on, at most: what a walk through it may cost. */
export function readings(sequence: Sequence): number {
  let ways = 1;
  for (const part of sequence) {
    if (part.kind === "gap") ways *= part.most + 1;
    else if (part.kind === "slot") ways *= part.slot === "name" || part.slot === "agency" ? SLOT_READINGS : 1;
    else if (part.kind === "choice") ways *= Math.max(...part.among.map(readings));
  }
  return ways;
}

/** All words a sequence speaks of, behind those given. Indexed: engines are slow to compile recursion through iterators. */
export function wordsIn(sequence: Sequence, words: string[] = []): readonly string[] {
  for (let i = 0; i < sequence.length; i++) {
    const part = sequence[i] as Part;
    if (part.kind === "word") words.push(part.word);
    else if (part.kind === "choice")
      for (let way = 0; way < part.among.length; way++) wordsIn(part.among[way] ?? [], words);
  }
  return words;
}

interface Reader {
  readonly text: string;
  at: number;
}

function readChoices(reader: Reader, closer: string): readonly Sequence[] {
  const choices: Part[][] = [];
  let current: Part[] = [];
  while (reader.at < reader.text.length && reader.text[reader.at] !== closer) {
    if (closer !== "" && reader.text[reader.at] === "|") {
      choices.push(current);
      current = [];
      reader.at++;
    } else readPart(reader, current);
  }
  choices.push(current);
  return choices;
}

/** Reads what comes next into the parts. */
function readPart(reader: Reader, into: Part[]): void {
  const sign = reader.text[reader.at];
  if (sign === "(") into.push({ kind: "choice", among: readBracket(reader, ")") });
  else if (sign === "[") into.push({ kind: "choice", among: [...readBracket(reader, "]"), []] });
  else if (sign === "{") into.push(readBrace(reader));
  else if (sign === ")" || sign === "]" || sign === "}") throw malformed(reader.text, `unexpected "${sign}"`);
  else into.push(...wordParts(readLiteral(reader)));
}

function wordParts(literal: string): readonly Part[] {
  return splitWords(literal).map((word) => ({ kind: "word", word }));
}

function readBracket(reader: Reader, closer: string): readonly Sequence[] {
  reader.at++;
  const sign = nextSign(reader.text, BRACKETS, reader.at);
  const inner = reader.text[sign] === closer ? readPlainChoices(reader, sign) : readChoices(reader, closer);
  if (reader.text[reader.at] !== closer) throw malformed(reader.text, `no "${closer}"`);
  reader.at++;
  return inner;
}

/** Most brackets hold nothing but words and bars. */
function readPlainChoices(reader: Reader, end: number): readonly Sequence[] {
  const ways = reader.text.slice(reader.at, end).split("|");
  reader.at = end;
  return ways.map(wordParts);
}

function readBrace(reader: Reader): Part {
  const end = reader.text.indexOf("}", reader.at);
  if (end < 0) throw malformed(reader.text, 'no "}"');
  const name = reader.text.slice(reader.at + 1, end);
  reader.at = end + 1;
  const sign = BRACE_SIGNS.get(name);
  if (sign !== undefined) return { kind: "word", word: sign };
  const most = /^\.\.(\d+)$/.exec(name)?.[1];
  if (most !== undefined && Number(most) <= MAX_GAP) return { kind: "gap", most: Number(most) };
  const slot = SLOTS.find((known) => known === name);
  if (slot === undefined) throw malformed(reader.text, `no slot {${name}}`);
  return { kind: "slot", slot };
}

/** Up to the next sign of the language; a sign that stands here is read as it is. */
function readLiteral(reader: Reader): string {
  const stop = nextSign(reader.text, ANY_SIGN, reader.at + 1);
  const literal = reader.text.slice(reader.at, stop);
  reader.at = stop;
  return literal;
}

const BRACKETS = /[()[\]{}]/;
const ANY_SIGN = /[()[\]{}|]/;

/** Where the first of the signs stands from a place on, or the end of the text. */
function nextSign(text: string, signs: RegExp, from: number): number {
  const at = text.slice(from).search(signs);
  return at < 0 ? text.length : from + at;
}

function malformed(text: string, why: string): SyntaxError {
  return new SyntaxError(`rule text ${JSON.stringify(text)}: ${why}`);
}
