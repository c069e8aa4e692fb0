import { bytesOf, classOf, codePointAt, entryOf, IGNORABLE, SPACE, WORD, writeFold } from "./fold";
import { beginFold, foldPlain, LIMIT, noteFolded, spaced, worded } from "./fold-plain";
import { FOLDED, RANGES, TEXT } from "./memory";

/** Answer where the folded text has no room. */
export const TOO_LONG: u32 = 0xffffffff;

/**
 * Folds the first `ranges` of RANGES, one behind the other, as src/fingerprint/exact.ts does: runs of white space as
 * one space, none at the ends, ignorable code points left out.
 * @returns bytes written to FOLDED; 0 where there is no token, `TOO_LONG` where room ran out.
 */
export function foldExact(ranges: u32): u32 {
  beginFold(true);
  let out = FOLDED;
  for (let range: u32 = 0; range < ranges; range++) {
    const place = RANGES + (range << 3);
    out = foldRange(TEXT + load<u32>(place) * 2, TEXT + load<u32>(place, 4) * 2, out);
    if (out > LIMIT) return TOO_LONG;
  }
  if (!worded) return 0;
  return out - FOLDED - (spaced ? 2 : 0);
}

/** Plain ASCII goes sixteen units at a time; the others are folded by table. @returns the address behind the fold. */
function foldRange(start: u32, end: u32, first: u32): u32 {
  let at = start;
  let out = first;
  while (at < end && out <= LIMIT) {
    const plain = foldPlain(at, end, out);
    at += plain;
    out += plain;
    while (at < end && out <= LIMIT) {
      const codePoint = codePointAt(at, end);
      out = foldPoint(entryOf(codePoint), out);
      at += bytesOf(codePoint);
      if (load<u16>(at) < 0x80) break;
    }
  }
  return out;
}

/** Folds one code point. @returns the address behind its fold. */
function foldPoint(entry: u32, out: u32): u32 {
  const kind = classOf(entry);
  if (kind === IGNORABLE || (kind === SPACE && spaced)) return out;
  noteFolded(kind === SPACE, kind >= WORD);
  return writeFold(entry, out);
}
