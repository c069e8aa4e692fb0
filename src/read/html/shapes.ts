/** What the text of each line looks like, as columns; one pass over the page's text. */
import { ASTRAL, CHARACTERS, DIGIT, LETTER, SPACELESS, UPPER } from "../../text/characters.js";
import { FUNCTION_WORDS, INTERFACE_WORDS } from "./common-words.js";
import type { HtmlPage } from "./page.js";

/** How a line ends. */
export const END = {
  none: 0,
  stop: 1,
  question: 2,
  colon: 3,
  comma: 4,
  ellipsis: 5,
  quote: 6,
  bracket: 7,
  digit: 8,
} as const;
/** How a line begins. */
export const BEGIN = { lower: 0, upper: 1, digit: 2, quote: 3, sign: 4, spaceless: 5, symbol: 6 } as const;

/** Letters of scripts without spaces that count as one word. */
const SPACELESS_A_WORD = 2;
/** Longest word looked up. */
const WORD_MAX = 16;

export interface LineShapes {
  /** Words; two letters of a script without spaces are one. */
  readonly words: Int32Array;
  readonly functionWords: Int32Array;
  readonly interfaceWords: Int32Array;
  readonly capitals: Int32Array;
  readonly numbers: Int32Array;
  readonly commas: Int32Array;
  /** Ends of sentences within the line. */
  readonly sentences: Int32Array;
  /** Values of END and BEGIN. */
  readonly end: Uint8Array;
  readonly begin: Uint8Array;
  /** 1 where the line has letters of scripts without spaces: function words say nothing then. */
  readonly spaceless: Uint8Array;
  /** 1 where it holds @, © or an address. */
  readonly address: Uint8Array;
  readonly copyright: Uint8Array;
  /** 1 where bars or bullets part it: `Home | News`. */
  readonly barred: Uint8Array;
}

const COMMAS = new Set([..."，,、،؛;；"].map((sign) => sign.charCodeAt(0)));
const STOPS = new Set([...".!。！．｡։।۔။၊…"].map((sign) => sign.charCodeAt(0)));
const QUESTIONS = new Set([..."?？؟;"].map((sign) => sign.charCodeAt(0)));
const QUOTES = new Set([..."\"'“”‘’«»„‚「」『』"].map((sign) => sign.charCodeAt(0)));
const CLOSERS = new Set([...")]）】}"].map((sign) => sign.charCodeAt(0)));
const BARS = new Set([..."|·•»›→▶/"].map((sign) => sign.charCodeAt(0)));

/** Measures all lines. Linear in the text. */
export function measureShapes(page: HtmlPage): LineShapes {
  const { count } = page.lines;
  const ints = (): Int32Array => new Int32Array(count);
  const bytes = (): Uint8Array => new Uint8Array(count);
  const shapes = {
    words: ints(),
    functionWords: ints(),
    interfaceWords: ints(),
    capitals: ints(),
    numbers: ints(),
    commas: ints(),
    sentences: ints(),
    end: bytes(),
    begin: bytes(),
    spaceless: bytes(),
    address: bytes(),
    copyright: bytes(),
    barred: bytes(),
  };
  for (let line = 0; line < count; line++)
    measure(page.text, page.lines.start[line] ?? 0, page.lines.end[line] ?? 0, line, shapes);
  return shapes;
}

/** The inner loop: one look at each unit. */
function measure(text: string, from: number, to: number, line: number, out: LineShapes): void {
  let single = 0;
  let wordFrom = -1;
  for (let at = from; at <= to; at++) {
    const unit = at === to ? 0x20 : text.charCodeAt(at);
    const bits = CHARACTERS[unit] ?? 0;
    if ((bits & SPACELESS) !== 0) single++;
    else if ((bits & (LETTER | DIGIT)) !== 0 || isInnerMark(unit, wordFrom, at)) {
      if (wordFrom < 0) wordFrom = at;
      continue;
    }
    if (wordFrom >= 0) tallyWord(text, wordFrom, at, line, out);
    wordFrom = -1;
    if (bits === 0) tallySign(unit, text, at, to, line, out);
  }
  if (single > 0) {
    out.spaceless[line] = 1;
    out.words[line] = (out.words[line] ?? 0) + Math.ceil(single / SPACELESS_A_WORD);
  }
  out.end[line] = endOf(text, from, to);
  out.begin[line] = beginOf(text.charCodeAt(from));
}

/** Apostrophes and hyphens do not part words. */
function isInnerMark(unit: number, wordFrom: number, at: number): boolean {
  return (unit === 0x27 || unit === 0x2019 || unit === 0x2d) && wordFrom >= 0 && wordFrom < at;
}

function tallyWord(text: string, from: number, to: number, line: number, out: LineShapes): void {
  out.words[line] = (out.words[line] ?? 0) + 1;
  const bits = CHARACTERS[text.charCodeAt(from)] ?? 0;
  if ((bits & UPPER) !== 0) out.capitals[line] = (out.capitals[line] ?? 0) + 1;
  if ((bits & DIGIT) !== 0) out.numbers[line] = (out.numbers[line] ?? 0) + 1;
  if (to - from > WORD_MAX) return;
  const word = text.slice(from, to).toLowerCase();
  if (FUNCTION_WORDS.has(word)) out.functionWords[line] = (out.functionWords[line] ?? 0) + 1;
  if (INTERFACE_WORDS.has(word)) out.interfaceWords[line] = (out.interfaceWords[line] ?? 0) + 1;
}

function tallySign(unit: number, text: string, at: number, to: number, line: number, out: LineShapes): void {
  if (COMMAS.has(unit)) out.commas[line] = (out.commas[line] ?? 0) + 1;
  else if (STOPS.has(unit) || QUESTIONS.has(unit)) {
    const next = at + 1 < to ? text.charCodeAt(at + 1) : 0x20;
    if (unit > 0x7f || next === 0x20 || QUOTES.has(next)) out.sentences[line] = (out.sentences[line] ?? 0) + 1;
  } else if (BARS.has(unit)) out.barred[line] = 1;
  else if (unit === 0x40) out.address[line] = 1;
  else if (unit === 0xa9) out.copyright[line] = 1;
  else if (unit === 0x3a && text.startsWith("//", at + 1)) out.address[line] = 1;
}

function endOf(text: string, from: number, to: number): number {
  let at = to - 1;
  let closing = -1;
  while (at > from && (QUOTES.has(text.charCodeAt(at)) || CLOSERS.has(text.charCodeAt(at))))
    closing = text.charCodeAt(at--);
  const unit = text.charCodeAt(at);
  if (unit === 0x2026 || (unit === 0x2e && at > from + 1 && text.startsWith("..", at - 2))) return END.ellipsis;
  if (QUESTIONS.has(unit)) return END.question;
  if (STOPS.has(unit)) return END.stop;
  if (closing >= 0) return QUOTES.has(closing) ? END.quote : END.bracket;
  if (unit === 0x3a || unit === 0xff1a) return END.colon;
  if (COMMAS.has(unit)) return END.comma;
  return ((CHARACTERS[unit] ?? 0) & DIGIT) !== 0 ? END.digit : END.none;
}

function beginOf(unit: number): number {
  const bits = CHARACTERS[unit] ?? 0;
  if ((bits & SPACELESS) !== 0) return BEGIN.spaceless;
  if ((bits & UPPER) !== 0) return BEGIN.upper;
  if ((bits & DIGIT) !== 0) return BEGIN.digit;
  if ((bits & LETTER) !== 0) return BEGIN.lower;
  if (QUOTES.has(unit)) return BEGIN.quote;
  return (bits & ASTRAL) !== 0 || unit > 0x2000 ? BEGIN.symbol : BEGIN.sign;
}
