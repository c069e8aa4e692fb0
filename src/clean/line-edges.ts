/** Where the text of a line starts and ends, and what it starts with and ends in. */
import { CHARACTERS, IGNORABLE, LETTER, SPACE, SPACELESS, UPPER } from "../text/characters.js";
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
  const opening = units[first] as number;
  let bits = 0;
  if (isBullet(opening)) bits |= P.BULLET;
  if (QUOTES.has(opening) || opening === 0x27 || opening === 0x2018) bits |= P.OPEN_QUOTE;
  if (((CHARACTERS[opening] as number) & (LETTER | UPPER | SPACELESS)) === LETTER) bits |= P.LOWER_START;
  let last = to - 1;
  while (last > first && isCloser(units[last] as number)) last--;
  return bits | endBits(units, last);
}

function endBits(units: Uint16Array, last: number): number {
  switch (units[last]) {
    case 0x2e:
      return units[last - 1] === 0x2e && units[last - 2] === 0x2e ? P.ELLIPSIS_END : P.TERMINAL;
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
