import { MEMBERS, MOST_MEMBERS, RECORD, ROW } from "./json-memory";

/**
 * Reads the object of a record, as JSON.parse would, as far as its members go: their names and their values, of which
 * those that nest are only cut out. Every loop ends at the zero that stands behind a record, as no JSON has one.
 */

/** What a value is. */
const STRING: u32 = 1;
const NUMBER: u32 = 2;
const NULL: u32 = 3;
const BOOLEAN: u32 = 4;
/** An object or an array, whose brackets match in number; nothing else of it is checked. */
const NESTED: u32 = 5;
/** Of a string: whether it holds escapes, and whether bytes that are not ASCII. */
const ESCAPED: u32 = 8;
const WIDE: u32 = 16;

/** The answer of `scanRecord` where the reference must look, and that of a part of it where there is a fault. */
const NONE: u32 = 0xffffffff;
const FAULT: u32 = 0;

const QUOTE: u32 = 0x22;
const BACKSLASH: u32 = 0x5c;
const COMMA: u32 = 0x2c;
const COLON: u32 = 0x3a;
const MINUS: u32 = 0x2d;
const POINT: u32 = 0x2e;
const OPEN_BRACE: u32 = 0x7b;
const CLOSE_BRACE: u32 = 0x7d;
const OPEN_BRACKET: u32 = 0x5b;
const CLOSE_BRACKET: u32 = 0x5d;

/** The next byte of the record that is looked at. */
let at: u32 = 0;

/**
 * Finds the members of the object that the record of `bytes` bytes is, in UTF-8 without fault, and writes their rows to
 * MEMBERS. @returns their number; NONE where it is no such object, has names with escapes, or too many members.
 */
export function scanRecord(bytes: u32): u32 {
  memory.fill(RECORD + bytes, 0, 32);
  at = RECORD;
  skipSpace();
  if (load<u8>(at) !== OPEN_BRACE) return NONE;
  at++;
  skipSpace();
  const members = load<u8>(at) === CLOSE_BRACE ? 0 : scanMembers();
  if (members === NONE) return NONE;
  at++;
  skipSpace();
  return at === RECORD + bytes ? members : NONE;
}

/** Reads members up to the closing brace. @returns their number. */
function scanMembers(): u32 {
  for (let member: u32 = 0; member < MOST_MEMBERS; ) {
    const row = MEMBERS + member++ * ROW * 4;
    store<u32>(row, at - RECORD);
    if (load<u8>(at) !== QUOTE) return NONE;
    const name = readString();
    if (name === FAULT || (name & ESCAPED) !== 0) return NONE;
    store<u32>(row, at - RECORD, 4);
    skipSpace();
    if (load<u8>(at) !== COLON) return NONE;
    at++;
    skipSpace();
    store<u32>(row, at - RECORD, 8);
    const kind = readValue();
    if (kind === FAULT) return NONE;
    const end = at;
    store<u32>(row, end - RECORD, 12);
    store<u32>(row, kind, 20);
    skipSpace();
    const byte: u32 = load<u8>(at);
    store<u32>(row, (byte === COMMA ? at + 1 : end) - RECORD, 16);
    if (byte === CLOSE_BRACE) return member;
    if (byte !== COMMA) return NONE;
    at++;
    skipSpace();
  }
  return NONE;
}

function skipSpace(): void {
  for (let byte: u32 = load<u8>(at); byte === 0x20 || (byte <= 0x0d && isLineSpace(byte)); byte = load<u8>(++at)) {}
}

function isLineSpace(byte: u32): bool {
  return byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

/** Moves behind the value that begins here. @returns what it is; FAULT where it is none. */
function readValue(): u32 {
  const byte: u32 = load<u8>(at);
  if (byte === QUOTE) return readString();
  if (byte === OPEN_BRACE || byte === OPEN_BRACKET) return readNested();
  if (byte === 0x6e) return readWord(0x6c6c756e, 4, NULL);
  if (byte === 0x74) return readWord(0x65757274, 4, BOOLEAN);
  if (byte === 0x66 && load<u8>(at, 4) === 0x65) return readWord(0x736c6166, 5, BOOLEAN);
  return readNumber();
}

/** Moves behind a word of `length` bytes, of which the first four are `letters`, low byte first. */
function readWord(letters: u32, length: u32, kind: u32): u32 {
  if (load<u32>(at) !== letters) return FAULT;
  at += length;
  return kind;
}

/** Moves from a quote behind the one that closes the string. */
function readString(): u32 {
  let wide = i8x16.splat(0);
  let kind = STRING;
  let place = at + 1;
  while (true) {
    const bytes = v128.load(place);
    const marks = v128.or(i8x16.eq(bytes, i8x16.splat(<i8>QUOTE)), i8x16.eq(bytes, i8x16.splat(<i8>BACKSLASH)));
    const stops: u32 = i8x16.bitmask(v128.or(marks, i8x16.lt_u(bytes, i8x16.splat(0x20))));
    if (stops === 0) {
      wide = v128.or(wide, bytes);
      place += 16;
      continue;
    }
    const plain: u32 = ctz(stops);
    if ((i8x16.bitmask(bytes) & ((1 << plain) - 1)) !== 0) kind |= WIDE;
    place += plain;
    const byte: u32 = load<u8>(place);
    if (byte === QUOTE) {
      at = place + 1;
      return i8x16.bitmask(wide) !== 0 ? kind | WIDE : kind;
    }
    const length = byte === BACKSLASH ? escapeLength(place) : 0;
    if (length === 0) return FAULT;
    place += length;
    kind |= ESCAPED;
  }
}

/** Bytes of the escape whose backslash stands at `place`; 0 where it is none. */
function escapeLength(place: u32): u32 {
  const byte: u32 = load<u8>(place, 1);
  if (byte !== 0x75) return isShortEscape(byte) ? 2 : 0;
  for (let digit: u32 = 2; digit < 6; digit++) if (!isHex(load<u8>(place + digit))) return 0;
  return 6;
}

/** Whether a byte may follow a backslash, besides `u`: `"`, `\`, `/`, `b`, `f`, `n`, `r`, `t`. */
function isShortEscape(byte: u32): bool {
  if (byte === QUOTE || byte === BACKSLASH || byte === 0x2f) return true;
  return byte === 0x62 || byte === 0x66 || byte === 0x6e || byte === 0x72 || byte === 0x74;
}

function isDigit(byte: u32): bool {
  return byte - 0x30 < 10;
}

function isHex(byte: u32): bool {
  return isDigit(byte) || (byte | 0x20) - 0x61 < 6;
}

/** Moves behind a number: `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`. */
function readNumber(): u32 {
  if (load<u8>(at) === MINUS) at++;
  if (load<u8>(at) === 0x30) at++;
  else if (!skipDigits()) return FAULT;
  if (load<u8>(at) === POINT) {
    at++;
    if (!skipDigits()) return FAULT;
  }
  if ((load<u8>(at) | 0x20) === 0x65) {
    at++;
    const sign: u32 = load<u8>(at);
    if (sign === 0x2b || sign === MINUS) at++;
    if (!skipDigits()) return FAULT;
  }
  return NUMBER;
}

/** @returns whether there is a digit at least. */
function skipDigits(): bool {
  const first = at;
  while (isDigit(load<u8>(at))) at++;
  return at > first;
}

/** Moves behind the bracket that closes the one that stands here. */
function readNested(): u32 {
  let depth: u32 = 0;
  while (true) {
    const byte: u32 = load<u8>(at);
    if (byte === 0) return FAULT;
    if (byte === QUOTE) {
      if (readString() === FAULT) return FAULT;
      continue;
    }
    at++;
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
    else if ((byte === CLOSE_BRACE || byte === CLOSE_BRACKET) && --depth === 0) return NESTED;
  }
}
