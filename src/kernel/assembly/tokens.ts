import { findWords, markUnits, nextWide } from "./ascii";
import { bytesOf, classOf, codePointAt, entryOf, IGNORABLE, MARK, SOLO, WORD, writeFold } from "./fold";
import { absorb, BLOCK, finish, hashAscii } from "./hash";
import { HASHES, RANGES, SCRATCH, SPANS, TEXT } from "./memory";

/** Units folded before they are hashed; longer tokens are hashed in several goes. */
const SCRATCH_LIMIT: u32 = 1024;

let tokens: u32 = 0;

/** Reads the tokens of the first `ranges` of RANGES, as src/text/tokens.ts does. @returns their number. */
export function tokenise(units: u32, ranges: u32): u32 {
  markUnits(units);
  tokens = 0;
  for (let range: u32 = 0; range < ranges; range++) {
    const place = RANGES + (range << 3);
    readRange(load<u32>(place), load<u32>(place, 4));
  }
  return tokens;
}

/** ASCII words are found by their bits and hashed where they stand; `readRun` reads the tokens that are not ASCII. */
function readRange(start: u32, end: u32): void {
  let i = start;
  while (i < end) {
    const first = tokens;
    const wide = nextWide(i, end);
    tokens = findWords(i, wide, tokens);
    i = wide;
    if (wide < end && tokens > first && lastEnd() === wide && goesOn(wide, end)) {
      tokens--;
      i = load<u32>(SPANS + (tokens << 3));
    }
    hashWords(first);
    if (i < end) i = readRun(i, end);
    while (i < end && load<u16>(TEXT + i * 2) >= 0x80) i = readRun(i, end);
  }
}

function lastEnd(): u32 {
  return load<u32>(SPANS + (tokens << 3) - 4);
}

/** Hashes the ASCII words from token `first` on. */
function hashWords(first: u32): void {
  for (let token = first; token < tokens; token++) {
    const start = load<u32>(SPANS + (token << 3));
    const end = load<u32>(SPANS + (token << 3), 4);
    store<u64>(HASHES + (token << 3), hashAscii(TEXT + start * 2, end - start));
  }
}

/** Whether a token may go on over the code point at `index`, behind an ASCII word. */
function goesOn(index: u32, end: u32): bool {
  const kind = classOf(entryOf(codePointAt(TEXT + index * 2, TEXT + end * 2)));
  return kind === IGNORABLE || kind === WORD || kind === MARK;
}

/** Reads the token that begins at `index`, if one does. @returns where to go on. */
function readRun(index: u32, end: u32): u32 {
  const stop = TEXT + end * 2;
  const first = TEXT + index * 2;
  const codePoint = codePointAt(first, stop);
  const kind = classOf(entryOf(codePoint));
  if (kind < WORD) return index + (bytesOf(codePoint) >> 1);
  let out = SCRATCH;
  let state: u64 = 0;
  let absorbed: u32 = 0;
  let last = first;
  let at = first;
  while (at < stop) {
    const point = codePointAt(at, stop);
    const entry = entryOf(point);
    const found = classOf(entry);
    if (found !== IGNORABLE) {
      if (at !== first && found !== MARK && (found !== WORD || kind === SOLO)) break;
      out = writeFold(entry, out);
      last = at + bytesOf(point);
    }
    at += bytesOf(point);
    const count = (out - SCRATCH) >> 1;
    if (count > SCRATCH_LIMIT) {
      const full = count & ~(BLOCK - 1);
      state = absorb(state, SCRATCH, full);
      memory.copy(SCRATCH, SCRATCH + full * 2, (count - full) * 2);
      absorbed += full;
      out -= full * 2;
    }
  }
  const rest = (out - SCRATCH) >> 1;
  push(finish(state, SCRATCH, rest, absorbed + rest), index, (last - TEXT) >> 1);
  return (at - TEXT) >> 1;
}

function push(hash: u64, start: u32, end: u32): void {
  const row = tokens << 3;
  store<u64>(HASHES + row, hash);
  store<u32>(SPANS + row, start);
  store<u32>(SPANS + row, end, 4);
  tokens++;
}
