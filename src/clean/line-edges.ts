/** Where the text of a line starts and ends, and what it starts with and ends in. */
import { ASTRAL, CHARACTERS, IGNORABLE, LETTER, SPACE, SPACELESS, UPPER } from "../text/characters.js";
import * as P from "./page.js";
import { isCloser, QUOTES } from "./signs.js";

/** Classes that no word starts with, and that say nothing. */
const UNSEEN = SPACE | IGNORABLE;

/** The end of a line without the white space there. */
export function trimmedEnd(units: Uint16Array, from: number, end: number): number {
  let to = end;
  while (to > from && ((CHARACTERS[units[to - 1] as number] as number) & UNSEEN) !== 0) to--;
  return to;
}

/** The start of a line without the white space there. */
export function skipUnseen(units: Uint16Array, from: number, to: number): number {
  let at = from;
  while (at < to && ((CHARACTERS[units[at] as number] as number) & UNSEEN) !== 0) at++;
  return at;
}

/** What the line starts with and ends in. */
export function edgeBits(units: Uint16Array, first: number, to: number): number {
  let last = to - 1;
  while (last > first && isCloser(units[last] as number)) last--;
  const isEllipsis = units[last] === POINT && units[last - 1] === POINT && units[last - 2] === POINT;
  return openingBits(units[first] as number) | (isEllipsis ? P.ELLIPSIS_END : endingBits(units[last] as number));
}

/** Of an entry of `EDGES`: the unit may stand behind the end of a sentence. */
const CLOSER = 32768;

/** Unit → the bits of a line that starts with it or ends in it, one point alone, and `CLOSER`: for a kernel. */
export function createEdges(): Uint16Array {
  const edges = new Uint16Array(UNITS);
  for (let unit = 0; unit < UNITS; unit++) {
    const kind = CHARACTERS[unit] as number;
    // Most units are letters, surrogates or private, which say little; quotation marks and the like are none.
    if ((kind & IGNORABLE) !== 0) continue;
    if ((kind & (LETTER | ASTRAL)) !== 0) edges[unit] = (kind & (UPPER | SPACELESS | ASTRAL)) === 0 ? P.LOWER_START : 0;
    else edges[unit] = openingBits(unit) | endingBits(unit) | (isCloser(unit) ? CLOSER : 0);
  }
  return edges;
}

const UNITS = 0x10000;

function openingBits(unit: number): number {
  let bits = 0;
  if (isBullet(unit)) bits |= P.BULLET;
  if (QUOTES.has(unit) || unit === 0x27 || unit === 0x2018) bits |= P.OPEN_QUOTE;
  if (((CHARACTERS[unit] as number) & (LETTER | UPPER | SPACELESS)) === LETTER) bits |= P.LOWER_START;
  return bits;
}

const POINT = 0x2e;

function endingBits(unit: number): number {
  switch (unit) {
    case POINT:
      return P.TERMINAL;
    case 0x2026:
      return P.ELLIPSIS_END;
    case 0x21:
    case 0xff01:
      return P.TERMINAL | P.EXCLAMATION_END;
    case 0x3f:
    case 0xff1f:
    case 0x61f:
      return P.TERMINAL | P.QUESTION_END;
    case 0x3002:
    case 0xff0e:
    case 0xff61:
    case 0x964:
    case 0x6d4:
    case 0x104b:
    case 0x17d4:
      return P.TERMINAL;
    case 0x3a:
    case 0xff1a:
      return P.COLON_END;
    default:
      return 0;
  }
}

function isBullet(unit: number): boolean {
  return (
    unit === 0x2d ||
    unit === 0x2a ||
    unit === 0x2022 ||
    unit === 0xb7 ||
    unit === 0x25aa ||
    unit === 0x25cf ||
    unit === 0x2013 ||
    unit === 0xbb ||
    unit === 0x203a ||
    unit === 0x25ba ||
    unit === 0x25b6
  );
}
