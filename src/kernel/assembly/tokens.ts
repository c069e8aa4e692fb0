import { findWords, markUnits, nextWide } from "./ascii";
import { bytesOf, classOf, codePointAt, entryOf, IGNORABLE, MARK, SOLO, WORD, writeFold } from "./fold";
import { absorb, BLOCK, finish } from "./hash";
import { hashWords } from "./hash-words";
import { HASHES, RANGES, SCRATCH, SLOTS, SPANS, TEXT } from "./memory";
import { mixStates } from "./mix";

/** Units folded before they are hashed; longer tokens are hashed in several goes. */
const SCRATCH_LIMIT: u32 = 1024;

/** Bytes of what waits in SLOTS of a token that is not ASCII: its place in HASHES, its end, and its hash. */
const OTHER: u32 = 16;
/** So many tokens in a row that are not ASCII are worth a stop between words hashed by fours. */
const SKIPPED: u32 = 8;

let tokens: u32 = 0;
let others: u32 = SLOTS;

/** Reads the tokens of the first `ranges` of RANGES, as src/text/tokens.ts does. @returns their number. */
export function tokenise(units: u32, ranges: u32): u32 {
  markUnits(units);
  tokens = 0;
  others = SLOTS;
  for (let range: u32 = 0; range < ranges; range++) {
    const place = RANGES + (range << 3);
    readRange(load<u32>(place), load<u32>(place, 4));
  }
  hashStretches();
  for (let at = SLOTS; at < others; at += OTHER) {
    store<u32>(SPANS + load<u32>(at), load<u32>(at, 4), 4);
    store<u64>(HASHES + load<u32>(at), load<u64>(at, 8));
  }
  mixStates(HASHES, tokens);
  return tokens;
}

/** Hashes the ASCII words between long stretches of others. */
function hashStretches(): void {
  let from: u32 = 0;
  memory.fill(SPANS + (tokens << 3), 0, 24);
  for (let at = SLOTS; at < others; ) {
    const first = load<u32>(at) >> 3;
    let behind = first;
    for (; at < others && load<u32>(at) === behind << 3; at += OTHER) behind++;
    if (behind - first < SKIPPED) continue;
    hashWords(from, first);
    from = behind;
  }
  hashWords(from, tokens);
}

/** ASCII words are found by their bits, and hashed at the end; `readRun` reads the tokens that are not ASCII. */
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
    if (i < end) i = readRun(i, end);
    while (i < end && load<u16>(TEXT + i * 2) >= 0x80) i = readRun(i, end);
  }
}

function lastEnd(): u32 {
  return load<u32>(SPANS + (tokens << 3) - 4);
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

/** Writes the `count` tokens read last to SLOTS as columns, one behind the other: lo, hi, start, end. */
export function writeColumns(count: u32): void {
  const size = count << 2;
  for (let token: u32 = 0; token < count; token++) {
    const out = SLOTS + (token << 2);
    const hash = load<u64>(HASHES + (token << 3));
    const span = load<u64>(SPANS + (token << 3));
    store<u32>(out, <u32>hash);
    store<u32>(out + size, <u32>(hash >> 32));
    store<u32>(out + 2 * size, <u32>span);
    store<u32>(out + 3 * size, <u32>(span >> 32));
  }
}

/** Adds a token that is not ASCII, without units until ASCII words are hashed, so that it costs little among them. */
function push(state: u64, start: u32, end: u32): void {
  const row = tokens << 3;
  store<u32>(others, row);
  store<u32>(others, end, 4);
  store<u64>(others, state, 8);
  others += OTHER;
  store<u32>(SPANS + row, start);
  store<u32>(SPANS + row, start, 4);
  tokens++;
}
