import { FIRST_START, FIRST_WORD, RULES, STARTS, TRAITS, WALKS, WORD_COUNT } from "./page-memory";
import { CAPITAL, GLUED, NUMBER, QUOTED } from "./page-plain";
import { AGENCY, LONGEST_PARTICLE, mayPass, mayPassAny, NAME, NAME_WORDS, slotWords } from "./page-slots";
import {
  agencies,
  anchored,
  anchoredSlots,
  arrow,
  bitsAt,
  COUNTS,
  colon,
  dash,
  EDGES,
  FARTHEST,
  firstOf,
  hasBit,
  hasCompounds,
  idAt,
  isLaidOut,
  MOST_WORDS,
  mayOpenAnyhow,
  NEXT,
  nodeBehind,
  nodeOf,
  page,
  pipe,
  RULE_BITS,
  rules,
  setLine,
  stop,
  unitsAt,
} from "./page-trie";

/**
 * Tells which rules of the lexicon may fire in a line, and so the lines in which none does: the walk of
 * src/clean/lexicon/match.ts through the trie that src/clean/lexicon/walks.ts laid out, with the same names. What slots stand
 * for is only guessed, from above: a date is any of the next seven words behind a number or a month.
 */

/** What a rule asks of a line, as in src/clean/lexicon/reach.ts. */
const LINE: u32 = 1;
const LABEL: u32 = 2;
const PREFIX: u32 = 4;
const SUFFIX: u32 = 8;
const PHRASE: u32 = 16;
const READER_SHIFT: u32 = 5;
const KINDS: u32 = 31;
const EVERY_KIND: u32 = 1023;
const TO_THE_END: u32 = (LINE | SUFFIX) * 33;
const UNSPOKEN: u32 = (PREFIX | SUFFIX | PHRASE) * 33;
const LABELS: u32 = LABEL * 33;
/** Kinds that start anywhere. */
const FREE_KINDS: u32 = (SUFFIX | PHRASE) * 33;
/** Bits of a line, and traits. */
const TERMINAL: u32 = 1;
const SAYS: u32 = 64;
const READER_TOLD: u32 = 1024;
const SPLIT_LABEL: u32 = 2048;
const GLUABLE: u32 = 16;
/** The line: its bits, what may fire in it, words, and where it ends without signs at its end. */
let lineBits: u32 = 0;
let answers: u32 = 0;
let words: i32 = 0;
let tail: u32 = 0;
/** What the walk began with. */
let from: u32 = 0;

/** The rules that may fire, a bit each by the lowest five of its number. */
let fired: u32 = 0;
/** Whether the walk came to any: from then on only rules are looked for whose bits are not known. */
let isFound: bool = false;
const ANY_RULE: u32 = 0xffffffff;

/** What may fire in a line: see `silent` in src/clean/page.ts. */
const ANYTHING: u32 = 0;
export const NOTHING: u32 = 1;
const FREE_RULES: u32 = 2;

/**
 * What may fire in a line that is summed up, its bits given: never less than what does; RULES tells which. Of the words that
 * free rules may start with only those are left from which one may fire.
 */
export function whatMayFire(at: u32, line: u32, bits: u32): u32 {
  const row = at + (line << 2);
  store<u32>(row, ANY_RULE, RULES);
  if (!isLaidOut) return ANYTHING;
  const first = load<u32>(row, FIRST_WORD);
  setLine(at, load<u32>(row, FIRST_WORD + 4));
  if (first === stop) return NOTHING;
  lineBits = bits;
  words = load<i32>(row, WORD_COUNT);
  answers = answersOf(stop - first - words);
  const head = skipEdge(first);
  tail = skipEdgeBack(head);
  fired = 0;
  isFound = false;
  if (mayOpen(head)) walkFrom(anchored, head, head);
  if (head !== first && mayOpen(first)) walkFrom(anchored, first, first);
  const isAnchored = isFound;
  const hasFree = keepStarts(row);
  store<u32>(row, fired, RULES);
  return isAnchored ? ANYTHING : hasFree ? FREE_RULES : NOTHING;
}

function answersOf(signs: u32): u32 {
  let told = EVERY_KIND;
  if ((lineBits & SAYS) !== 0) told &= ~UNSPOKEN;
  // Expressions of several words, which the host adds, may speak to the reader.
  if ((lineBits & READER_TOLD) === 0 && !hasCompounds) told &= KINDS;
  return signs === 0 ? told & ~LABELS : told;
}

function skipEdge(first: u32): u32 {
  let word = first;
  while (word < stop && load<u32>(firstOf(idAt(word)), 12) === 1) word++;
  return word === stop ? first : word;
}

function skipEdgeBack(head: u32): u32 {
  let word = stop;
  while (word > head && load<u32>(firstOf(idAt(word - 1)), 12) === 1) word--;
  return word;
}

/** Keeps the starts of a line from which a free rule may fire. Whether there are any. */
function keepStarts(row: u32): bool {
  const first = load<u32>(row, FIRST_START);
  const end = load<u32>(row, FIRST_START + 4);
  let kept = first;
  // Of a line that reports speech none is asked.
  for (let i = (answers & FREE_KINDS) === 0 ? end : first; i < end; i++) {
    const word = load<u32>(page + (i << 2), STARTS);
    const node: u32 = load<u16>(firstOf(idAt(word)));
    if (node === 0) continue;
    isFound = false;
    walkFrom(nodeOf(node), word, word + 1);
    if (!isFound) continue;
    store<u32>(page + (kept << 2), word, STARTS);
    kept++;
  }
  store<u32>(row, kept, FIRST_START + 4);
  return kept > first;
}

/** Whether a walk from the start of a line may come to anything. */
function mayOpen(at: u32): bool {
  if (!mayFire(anchored, tail - at)) return false;
  if (mayOpenAnyhow) return true;
  const first = firstOf(idAt(at));
  const node: u32 = load<u16>(first, 2);
  if (node !== 0 && hasBit(load<u32>(first, 4), at + 1) && mayFire(nodeOf(node), tail - at - 1)) return true;
  let edge = WALKS + load<u32>(anchoredSlots, EDGES);
  for (let slots: u32 = load<u8>(anchoredSlots, COUNTS + 3); slots > 0; slots--) {
    if (mayFill(load<u32>(edge), nodeOf(load<u32>(edge, 4)), at)) return true;
    edge += 8;
  }
  return false;
}

function walkFrom(node: u32, first: u32, at: u32): void {
  from = first;
  walk(node, at);
}

function walk(node: u32, at: u32): void {
  if (!mayFire(node, tail - at)) return;
  const counts = load<u32>(node, COUNTS);
  let edge = WALKS + load<u32>(node, EDGES);
  for (let i: u32 = counts & 255; i > 0; i--) {
    const rule = load<u32>(edge);
    if (accepts(rules + rule * 12, at)) tell(1 << (rule & 31));
    edge += 4;
  }
  for (let i: u32 = (counts >> 8) & 255; i > 0; i--) {
    goOn(nodeOf(load<u32>(edge)), at);
    edge += 4;
  }
  for (let i: u32 = (counts >> 16) & 255; i > 0; i--) {
    const behind = nodeOf(load<u32>(edge, 4));
    const last = min<u32>(at + load<u32>(edge), stop);
    for (let end = at; end <= last; end++) goOn(behind, end);
    edge += 8;
  }
  if (at >= stop) return;
  const next = nodeBehind(node, idAt(at));
  if (next !== 0) walk(next, at + 1);
  for (let i: u32 = counts >> 24; i > 0; i--) {
    walkSlot(load<u32>(edge), nodeOf(load<u32>(edge, 4)), at);
    edge += 8;
  }
}

function goOn(node: u32, at: u32): void {
  if (hasBit(load<u32>(node, NEXT), at)) walk(node, at);
}

function walkSlot(slot: u32, behind: u32, at: u32): void {
  if (!mayFill(slot, behind, at)) return;
  if (slot === NAME) walkName(behind, at);
  else if (slot === AGENCY) walkAgency(agencies, behind, at);
  else {
    const last = min<u32>(at + slotWords(slot), stop);
    for (let end = at + 1; end <= last; end++) goOn(behind, end);
  }
}

function walkName(behind: u32, at: u32): void {
  const last = min<u32>(at + NAME_WORDS, stop);
  for (let word = at; word < last; word++) {
    if ((bitsAt(word) & (CAPITAL | NUMBER)) !== 0) goOn(behind, word + 1);
    else if (word === at || unitsAt(word) > LONGEST_PARTICLE) return;
  }
}

/** Walks through the names of agencies, and on behind each. */
function walkAgency(node: u32, behind: u32, at: u32): void {
  const counts = load<u32>(node, COUNTS);
  if ((counts & 255) !== 0) goOn(behind, at);
  if (at >= stop) return;
  let edge = WALKS + load<u32>(node, EDGES) + ((counts & 255) << 2);
  const next = nodeBehind(node, idAt(at));
  if (next !== 0) walkAgency(next, behind, at + 1);
  for (let i: u32 = (counts >> 8) & 255; i > 0; i--) {
    walkAgency(nodeOf(load<u32>(edge)), behind, at);
    edge += 4;
  }
  // Gaps and slots inside a name are seldom, and not followed.
  if (counts >> 16 !== 0 && (((counts >> 16) & 255) !== 0 || mayPassAny(node, at))) tell(ANY_RULE);
}

function tell(bits: u32): void {
  fired |= bits;
  isFound = true;
}

/** Whether any rule behind a node may fire, with so many words and signs left, that tells more than is known. */
function mayFire(node: u32, left: u32): bool {
  const asks = load<u32>(node) & answers;
  if (asks === 0 || words > load<i32>(node, MOST_WORDS)) return false;
  if (isFound && (load<u32>(node, RULE_BITS) & ~fired) === 0) return false;
  return (asks & ~TO_THE_END) !== 0 || <i32>left <= load<i32>(node, FARTHEST);
}

/** Whether a slot may be filled from a word on, and a rule go on behind it. */
function mayFill(slot: u32, behind: u32, at: u32): bool {
  return mayFire(behind, tail - at - slotWords(slot)) && mayPass(slot, behind, at);
}

function accepts(rule: u32, end: u32): bool {
  const ask = load<u32>(rule);
  if ((ask & answers) === 0 || words > load<i32>(rule, 4) || words < load<i32>(rule, 8)) return false;
  const kind = (ask | (ask >> READER_SHIFT)) & KINDS;
  if (kind === LABEL) return isLabel(end);
  if ((kind & (LINE | SUFFIX)) !== 0 && end !== tail && end !== stop) return false;
  return kind === LINE || (bitsAt(from) & QUOTED) === 0;
}

function isLabel(end: u32): bool {
  if (end >= stop) return false;
  const id = idAt(end);
  if (id !== 0 && (id === colon || id === pipe || id === arrow)) return end + 1 < stop;
  if (id !== 0 && id === dash) return end + 1 < stop && (lineBits & TERMINAL) === 0;
  if ((lineBits & SPLIT_LABEL) === 0 || (bitsAt(end) & GLUED) === 0) return false;
  return end > 0 && (<u32>load<u16>(TRAITS + (idAt(end - 1) << 1)) & GLUABLE) !== 0;
}
