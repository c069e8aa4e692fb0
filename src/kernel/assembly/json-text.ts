import { NARROW, RECORD } from "./json-memory";
import { MOST_UNITS, RANGES, TEXT } from "./memory";

const BACKSLASH: u32 = 0x5c;
/** The answer where the text has no room. */
const NONE: u32 = 0xffffffff;

/** Bits of all units of the text decoded last that are not ASCII. */
let wideBits: u32 = 0;

/**
 * Decodes the string whose content stands in the bytes `start` … `end` of RECORD, UTF-8 and escapes without fault, and
 * writes its units to TEXT: a `\uXXXX` gives one unit, alone or half of a pair. ASCII goes 16 bytes at a time, up to the
 * next byte that is none and the next backslash; one loop over local variables, as what stops it comes every 30 bytes.
 * @returns the number of units; NONE where there may be more than have room.
 */
export function decodeText(start: u32, end: u32): u32 {
  if (end - start > MOST_UNITS) return NONE;
  const stop = RECORD + end;
  let at = RECORD + start;
  let out = TEXT;
  let units: u32 = 0;
  while (at < stop) {
    const bytes = v128.load(at);
    v128.store(out, i16x8.extend_low_i8x16_u(bytes));
    v128.store(out, i16x8.extend_high_i8x16_u(bytes), 16);
    const stops: u32 = i8x16.bitmask(v128.or(bytes, i8x16.eq(bytes, i8x16.splat(<i8>BACKSLASH))));
    if (stops === 0) {
      at += 16;
      out += 32;
      continue;
    }
    const plain: u32 = ctz(stops);
    at += plain;
    out += plain * 2;
    while (at < stop) {
      const first: u32 = load<u8>(at);
      let unit: u32 = first;
      if (first === BACKSLASH) {
        const byte: u32 = load<u8>(at, 1);
        unit = byte === 0x75 ? hexUnit(at + 2) : unescaped(byte);
        at += byte === 0x75 ? 6 : 2;
      } else if (first < 0x80) {
        break;
      } else if (first < 0xe0) {
        unit = ((first & 0x1f) << 6) | rest(at, 1);
        at += 2;
      } else if (first < 0xf0) {
        unit = ((first & 0x0f) << 12) | (rest(at, 1) << 6) | rest(at, 2);
        at += 3;
      } else {
        const above = (((first & 0x07) << 18) | (rest(at, 1) << 12) | (rest(at, 2) << 6) | rest(at, 3)) - 0x10000;
        store<u16>(out, 0xd800 | (above >> 10));
        out += 2;
        unit = 0xdc00 | (above & 0x3ff);
        at += 4;
      }
      store<u16>(out, unit);
      out += 2;
      units |= unit;
    }
  }
  wideBits = units;
  // The last bytes of a vector may stand behind the string.
  return ((out - TEXT) >> 1) - (at - min(at, stop));
}

/** Whether no unit of the text decoded last is above 0xff. */
export function isNarrow(): bool {
  return wideBits <= 0xff;
}

/** The bits of a byte that continues the code point at `at`. */
function rest(at: u32, place: u32): u32 {
  return load<u8>(at + place) & 0x3f;
}

/** The unit that four hex digits name. */
function hexUnit(at: u32): u32 {
  return (hex(at) << 12) | (hex(at + 1) << 8) | (hex(at + 2) << 4) | hex(at + 3);
}

function hex(at: u32): u32 {
  const byte: u32 = load<u8>(at);
  return byte <= 0x39 ? byte - 0x30 : (byte | 0x20) - 0x57;
}

function unescaped(byte: u32): u32 {
  if (byte === 0x6e) return 0x0a;
  if (byte === 0x74) return 0x09;
  if (byte === 0x72) return 0x0d;
  if (byte === 0x62) return 0x08;
  return byte === 0x66 ? 0x0c : byte;
}

/** Writes the text of `count` units, all of them narrow, to NARROW. */
export function narrowText(count: u32): void {
  const end = TEXT + count * 2;
  for (let from = TEXT, to = NARROW; from < end; from += 32, to += 16) {
    v128.store(to, i8x16.narrow_i16x8_u(v128.load(from), v128.load(from, 16)));
  }
}

/**
 * Finds where edges of stretches of a text stand in the string it was read from, whose content stands in the bytes `start`
 * … `end` of RECORD. The units of the edges stand in RANGES, ascending; the bytes take their places, from `start` on, as
 * src/read/cut-json.ts finds them.
 * @returns whether each edge was found, and the string is written as JSON.stringify writes it.
 */
export function findEdges(start: u32, end: u32, edges: u32): bool {
  const stop = RECORD + end;
  let at = RECORD + start;
  let unit: u32 = 0;
  for (let place = RANGES, behind = RANGES + edges * 4; place < behind; place += 4) {
    const target = load<u32>(place);
    while (unit < target && at < stop) {
      const plain = min(plainBytes(at), min(target - unit, stop - at));
      at += plain;
      unit += plain;
      while (unit < target && at < stop) {
        const byte: u32 = load<u8>(at);
        if (byte === BACKSLASH) {
          if (!isWrittenEscape(load<u8>(at, 1))) return false;
          at += 2;
        } else if (byte >= 0x80) {
          at += byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
          if (byte >= 0xf0) unit++;
        } else {
          break;
        }
        unit++;
      }
    }
    if (unit !== target) return false;
    store<u32>(place, at - RECORD - start);
  }
  return hasShortEscapes(at, stop);
}

/** Bytes from `at` on that are ASCII and no backslash, up to 16 of them. */
function plainBytes(at: u32): u32 {
  const bytes = v128.load(at);
  const stops: u32 = i8x16.bitmask(v128.or(bytes, i8x16.eq(bytes, i8x16.splat(<i8>BACKSLASH))));
  return stops === 0 ? 16 : ctz(stops);
}

function hasShortEscapes(from: u32, stop: u32): bool {
  for (let at = from; at < stop; ) {
    const found: u32 = i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(<i8>BACKSLASH)));
    at += found === 0 ? 16 : ctz(found) + 2;
    if (found !== 0 && at <= stop && !isWrittenEscape(load<u8>(at - 1))) return false;
  }
  return true;
}

/** Whether a byte follows the backslash of an escape that JSON.stringify writes, besides `u`. */
function isWrittenEscape(byte: u32): bool {
  return byte === 0x22 || byte === BACKSLASH || unescaped(byte) !== byte;
}
