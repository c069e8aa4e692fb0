const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** Strings up to this many bytes are walked here; the rest is searched by the runtime, whose call costs about as much. */
const WALKED = 48;

/** A member of a JSON object, as byte offsets. */
export interface JsonMember {
  /** Decoded name. */
  readonly name: string;
  /** First byte of the name, its quote. */
  readonly start: number;
  /** First byte of the value. */
  readonly valueStart: number;
  /** Byte after the value. */
  readonly valueEnd: number;
  /** Byte after the comma that follows, or `valueEnd` where none does. */
  readonly next: number;
}

/**
 * The members of the object in `bytes`, in order, duplicates included. Linear and without recursion.
 * `bytes` must hold one JSON object that JSON.parse accepts; nothing is checked again.
 */
export function scanMembers(bytes: Buffer): JsonMember[] {
  const members: JsonMember[] = [];
  let at = skipSpace(bytes, bytes.indexOf(OPEN_BRACE) + 1);
  while (bytes[at] === QUOTE) {
    const start = at;
    const nameEnd = skipString(bytes, start);
    const valueStart = skipSpace(bytes, skipSpace(bytes, nameEnd) + 1);
    const valueEnd = skipValue(bytes, valueStart);
    at = skipSpace(bytes, valueEnd);
    const next = bytes[at] === COMMA ? at + 1 : valueEnd;
    members.push({ name: nameOf(bytes, start, nameEnd), start, valueStart, valueEnd, next });
    if (bytes[at] === COMMA) at = skipSpace(bytes, at + 1);
  }
  return members;
}

/** Whether brackets nest deeper than `limit` before the first fault of the JSON in `bytes`. */
export function isDeeperThan(bytes: Buffer, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) at = skipString(bytes, at) - 1;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth--;
    if (depth > limit) return true;
  }
  return false;
}

function nameOf(bytes: Buffer, start: number, end: number): string {
  const name = bytes.toString("utf8", start + 1, end - 1);
  return name.includes("\\") ? String(JSON.parse(`"${name}"`)) : name;
}

function skipSpace(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && (bytes[at] as number) <= 0x20) at++;
  return at;
}

function skipValue(bytes: Buffer, start: number): number {
  const first = bytes[start];
  if (first === QUOTE) return skipString(bytes, start);
  if (first === OPEN_BRACE || first === OPEN_BRACKET) return skipContainer(bytes, start);
  return skipScalar(bytes, start);
}

/** `start` is the opening quote; gives the byte after the closing one, or the end of `bytes`. */
function skipString(bytes: Buffer, start: number): number {
  const walkedTo = Math.min(bytes.length, start + WALKED);
  let at = start + 1;
  while (at < walkedTo) {
    const byte = bytes[at++];
    if (byte === QUOTE) return at;
    if (byte === BACKSLASH) at++;
  }
  return searchQuote(bytes, at);
}

/** The byte after the first quote from `from` on that an even number of backslashes precedes. */
function searchQuote(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(QUOTE, from); at >= 0; at = bytes.indexOf(QUOTE, at + 1)) {
    let slash = at;
    while (slash > from && bytes[slash - 1] === BACKSLASH) slash--;
    if ((at - slash) % 2 === 0) return at + 1;
  }
  return bytes.length;
}

function skipContainer(bytes: Buffer, start: number): number {
  let depth = 0;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === QUOTE) at = skipString(bytes, at) - 1;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
    else if ((byte === CLOSE_BRACE || byte === CLOSE_BRACKET) && --depth === 0) return at + 1;
  }
  return bytes.length;
}

function skipScalar(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && !endsScalar(bytes[at] as number)) at++;
  return at;
}

function endsScalar(byte: number): boolean {
  return byte <= 0x20 || byte === COMMA || byte === CLOSE_BRACE || byte === CLOSE_BRACKET;
}
