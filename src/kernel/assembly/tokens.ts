import { markWords, nextEvent, wordEnd } from "./ascii";
import { bytesOf, classOf, codePointAt, entryOf, IGNORABLE, MARK, SOLO, WORD, writeFold } from "./fold";
import { absorb, BLOCK, finish, hashAscii } from "./hash";
import { RANGES, SCRATCH, TEXT, TOKEN_END, TOKEN_HI, TOKEN_LO, TOKEN_START } from "./memory";

/** Units folded before they are hashed; longer tokens are hashed in several goes. */
const SCRATCH_LIMIT: u32 = 1024;

let tokens: u32 = 0;

/** Reads the tokens of the first `ranges` of RANGES, as src/text/tokens.ts does. @returns their number. */
export function tokenise(units: u32, ranges: u32): u32 {
  markWords(units);
  tokens = 0;
  for (let range: u32 = 0; range < ranges; range++) {
    const place = RANGES + (range << 3);
    readRange(load<u32>(place), load<u32>(place, 4));
  }
  return tokens;
}

/** ASCII words are found by their bits and hashed where they stand; what else may be a token is read by `readRun`. */
function readRange(start: u32, end: u32): void {
  let i = start;
  while (i < end) {
    i = nextEvent(i, end);
    if (i >= end) return;
    const stop = wordEnd(i, end);
    if (stop > i && (stop === end || !goesOn(stop, end))) {
      push(hashAscii(TEXT + i * 2, stop - i), i, stop);
      i = stop;
    } else i = readRun(i, end);
  }
}

/** Whether a token may go on over the unit at `index`, behind an ASCII word. */
function goesOn(index: u32, end: u32): bool {
  const at = TEXT + index * 2;
  if (load<u16>(at) < 0x80) return false;
  const kind = classOf(entryOf(codePointAt(at, TEXT + end * 2)));
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
  const row = tokens << 2;
  store<u32>(TOKEN_LO + row, <u32>hash);
  store<u32>(TOKEN_HI + row, <u32>(hash >> 32));
  store<u32>(TOKEN_START + row, start);
  store<u32>(TOKEN_END + row, end);
  tokens++;
}
