/** Signs that rules speak of, by unit, with the one spelling that rules use. */
export const SIGNS: ReadonlyMap<number, string> = new Map(
  [
    [":", ":："],
    ["(", "([（［【"],
    [")", ")]）］】"],
    ["/", "/／"],
    ["|", "|｜¦"],
    ["©", "©ⓒ"],
    ["@", "@＠"],
    ["#", "#＃"],
    ["-", "-–—―"],
    ["&", "&＆"],
    ["»", "»›→▶►"],
  ].flatMap(([spelled, units]) => [...(units ?? "")].map((unit) => [unit.charCodeAt(0), spelled ?? ""] as const)),
);

/** Signs at the edges of a line that a whole-line rule looks through: `[ Read more ]`, `- Advertisement -`. */
export const EDGE_SIGNS: readonly string[] = [":", "(", ")", "/", "|", "-", "»"];

const OPENING = new Set([..."“„«「『‟"].map((sign) => sign.charCodeAt(0)));
const CLOSING = new Set([..."”»」』"].map((sign) => sign.charCodeAt(0)));
const STRAIGHT = 0x22;
const LOW_NINE = 0x201e;

/** Double quotation marks. Single ones are too often apostrophes. */
export const QUOTES: ReadonlySet<number> = new Set([STRAIGHT, ...OPENING, ...CLOSING]);

/** Depth of quotation behind a mark; `„…“` closes with the mark that opens elsewhere. */
export function quoteDepth(unit: number, depth: number): number {
  if (unit === STRAIGHT) return depth > 0 ? depth - 1 : 1;
  if (unit === 0x201c && depth === LOW_NINE) return 0;
  if (unit === LOW_NINE) return LOW_NINE;
  if (OPENING.has(unit)) return depth + 1;
  return depth === LOW_NINE || depth === 0 ? 0 : depth - 1;
}

/** Bits of `MARKS`. What is above them is the sign's place in `SIGN_SPELLINGS`, counted from 1. */
export const COMMA_MARK = 1;
export const QUOTE_MARK = 2;
export const SIGN_SHIFT = 2;

/** The spellings of signs that rules use, each once. */
export const SIGN_SPELLINGS: readonly string[] = [...new Set(SIGNS.values())];

const COMMAS = [0x2c, 0x3001, 0xff0c, 0x60c];

/** Unit → what the mark is to a line: comma, double quotation mark, sign that rules speak of. `»` is two of them. */
export const MARKS: Uint8Array = tabulate();

function tabulate(): Uint8Array {
  const table = new Uint8Array(0x10000);
  for (const unit of COMMAS) table[unit] = COMMA_MARK;
  for (const unit of QUOTES) table[unit] = QUOTE_MARK;
  for (const [unit, spelled] of SIGNS)
    table[unit] = (table[unit] ?? 0) | ((SIGN_SPELLINGS.indexOf(spelled) + 1) << SIGN_SHIFT);
  return table;
}

/** Marks that may stand behind the end of a sentence: quotes, brackets, white space. */
export function isCloser(unit: number): boolean {
  return CLOSERS.has(unit);
}

const CLOSERS = new Set([..."\"'”’»」』)]）］】 \u00a0*_“"].map((sign) => sign.charCodeAt(0)));
