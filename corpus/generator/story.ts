import type { Random } from "./random.js";
import { drawName, drawWord, type Vocabulary } from "./vocabulary.js";

/**
 * A body as one 32-bit code a token, so that copies are made by copying integers:
 *
 *     bits 0–19   word: its rank, or NUMBERS + n for the number n
 *     bit  20     CAPITAL  first letter in upper case
 *     bit  21     OPEN     a quotation opens before the word
 *     bit  22     CLOSE    a quotation closes after the word and its mark
 *     bits 23–24  mark after the word: none, comma, full stop, question mark
 *     bit  25     LAST     the paragraph ends here
 */
export type Body = Int32Array;

export const WORD = 0xfffff;
export const CAPITAL = 1 << 20;
export const OPEN = 1 << 21;
export const CLOSE = 1 << 22;
export const COMMA = 1 << 23;
export const STOP = 2 << 23;
export const QUESTION = 3 << 23;
export const MARK = 3 << 23;
export const LAST = 1 << 25;

/** Word values from here on are numbers. */
export const NUMBERS = 1 << 16;

/** Shortest and longest body, in tokens, that `writeBody` aims at. */
const SHORTEST = 60;
const LONGEST = 900;

/** Share of sentences that quote somebody, and of tokens followed by a comma or replaced by a number. */
const QUOTED = 0.15;
const COMMAS = 0.06;
const FIGURES = 0.02;

/** A new body of news-like prose; short ones are commoner than long ones, the mean is near 350 tokens. */
export function writeBody(vocabulary: Vocabulary, random: Random): Body {
  const spread = (random.below(1000) * random.below(1000)) / 1_000_000;
  return writeTokens(vocabulary, random, SHORTEST + Math.floor(spread * 1.38 * (LONGEST - SHORTEST)));
}

/** A body of at least `length` tokens, ended at the next end of a sentence. */
export function writeTokens(vocabulary: Vocabulary, random: Random, length: number): Body {
  const tokens: number[] = [];
  while (tokens.length < length) writeParagraph(vocabulary, random, tokens);
  return Int32Array.from(tokens);
}

/** Words of a headline: no marks, a capital only at the start. */
export function writeTitle(vocabulary: Vocabulary, random: Random): Body {
  const tokens = [drawName(vocabulary, random) | CAPITAL];
  for (let more = random.between(4, 8); more > 0; more--) tokens.push(drawWord(vocabulary, random));
  tokens.push(drawName(vocabulary, random) | LAST);
  return Int32Array.from(tokens);
}

function writeParagraph(vocabulary: Vocabulary, random: Random, tokens: number[]): void {
  for (let sentences = random.between(1, 4); sentences > 0; sentences--) {
    if (random.chance(QUOTED)) writeQuotation(vocabulary, random, tokens);
    else writeSentence(vocabulary, random, tokens, STOP);
  }
  tokens.push((tokens.pop() ?? 0) | LAST);
}

function writeSentence(vocabulary: Vocabulary, random: Random, tokens: number[], mark: number): void {
  const length = random.between(8, 28);
  for (let i = 0; i < length; i++) {
    const figure = i > 0 && random.chance(FIGURES);
    let token = figure ? NUMBERS + random.between(2, 9999) : drawWord(vocabulary, random);
    if (i === 0) token |= CAPITAL;
    if (i === length - 1) token |= mark;
    else if (random.chance(COMMAS)) token |= COMMA;
    tokens.push(token);
  }
}

/** “Words of a sentence,” said Name Name. */
function writeQuotation(vocabulary: Vocabulary, random: Random, tokens: number[]): void {
  const first = tokens.length;
  writeSentence(vocabulary, random, tokens, random.chance(0.1) ? QUESTION : COMMA);
  tokens[first] = (tokens[first] ?? 0) | OPEN;
  tokens.push((tokens.pop() ?? 0) | CLOSE);
  tokens.push(vocabulary.words.indexOf("said"));
  tokens.push(drawName(vocabulary, random) | CAPITAL);
  tokens.push(drawName(vocabulary, random) | CAPITAL | STOP);
}
