/** Words of an entry: low lane, high lane, number of the article. */
export const TRIPLE = 3;

/**
 * Entries sorted by high lane, low lane and article, read part by part: part p of 2^partBits holds the keys whose high
 * lane begins with the bits p.
 */
export interface Run {
  /** The finest partition it can be read by. */
  readonly bits: number;
  /** @param partBits at most `bits`. @returns triples [lo, hi, article, …], good until the next part is read. */
  read(part: number, partBits: number): Uint32Array;
}

/** What stays of entries that are merged. */
export interface MergeRules {
  /** Articles a key, at most: the first ones. */
  readonly most: number;
  /** Names articles of which nothing stays. */
  readonly isDropped: (article: number) => boolean;
  /** Articles that make room where a key has more than `most`; costs more to ask. Default: none. */
  readonly isGone?: (article: number) => boolean;
}

/** Triples from word `from` to word `to` of an array. */
interface Stretch {
  readonly words: Uint32Array;
  readonly from: number;
  readonly to: number;
}

/** Merges sorted parts, two at a time, in memory that it keeps: a merge takes some hundred entries, and there are many. */
export class Merger {
  readonly #rules: Required<MergeRules>;
  #into = new Uint32Array(0);
  #from = new Uint32Array(0);

  constructor({ most, isDropped, isGone = () => false }: MergeRules) {
    // Of one shape, whatever was given: they are asked of every entry.
    this.#rules = { most, isDropped, isGone };
  }

  /**
   * Merges sorted parts into one, ascending, of which stays what the rules say. O(entries · log parts).
   * @returns triples, good until the next merge; the part itself where it is the only one and nothing is left out.
   */
  merge(parts: readonly Uint32Array[]): Uint32Array {
    const words = parts.reduce((sum, { length }) => sum + length, 0);
    if (this.#into.length < words) [this.#into, this.#from] = [new Uint32Array(words), new Uint32Array(words)];
    let stretches: readonly Stretch[] = parts.map((part) => ({ words: part, from: 0, to: part.length }));
    while (stretches.length > 1) stretches = this.#halve(stretches);
    const merged = stretches[0]?.words.subarray(0, words) ?? this.#into.subarray(0, 0);
    if (isAsItIsToBe(merged, this.#rules)) return merged;
    this.#into.set(merged);
    return this.#into.subarray(0, leaveOut(this.#into, words, this.#rules));
  }

  /** Merges neighbours. */
  #halve(stretches: readonly Stretch[]): Stretch[] {
    [this.#into, this.#from] = [this.#from, this.#into];
    const words = this.#into;
    const merged: Stretch[] = [];
    for (let i = 0, from = 0; i < stretches.length; i += 2) {
      const to = mergeTwo(stretches[i] as Stretch, stretches[i + 1] ?? { words, from, to: from }, words, from);
      merged.push({ words, from, to });
      from = to;
    }
    return merged;
  }
}

/** Merges two stretches into `out`, at word `start` on. A loop that is long, as it is most of what a merge costs. @returns where they end. */
function mergeTwo({ words: x, from, to }: Stretch, other: Stretch, out: Uint32Array, start: number): number {
  const { words: y, to: end } = other;
  let [i, j, at] = [from, other.from, start];
  while (i < to && j < end) {
    const [high, otherHigh] = [x[i + 1] as number, y[j + 1] as number];
    if (high < otherHigh || (high === otherHigh && !isBefore(y, j, x, i))) {
      out[at] = x[i] as number;
      out[at + 1] = high;
      out[at + 2] = x[i + 2] as number;
      i += TRIPLE;
    } else {
      out[at] = y[j] as number;
      out[at + 1] = otherHigh;
      out[at + 2] = y[j + 2] as number;
      j += TRIPLE;
    }
    at += TRIPLE;
  }
  for (; i < to; i++, at++) out[at] = x[i] as number;
  for (; j < end; j++, at++) out[at] = y[j] as number;
  return at;
}

/** Which of two entries with the same high lane comes first. */
function isBefore(x: Uint32Array, i: number, y: Uint32Array, j: number): boolean {
  if (x[i] !== y[j]) return (x[i] as number) < (y[j] as number);
  return (x[i + 2] as number) < (y[j + 2] as number);
}

/** Whether nothing is to be left out: no dropped article, and no key with more than `most`. */
function isAsItIsToBe(triples: Uint32Array, { most, isDropped }: Required<MergeRules>): boolean {
  let same = 0;
  for (let at = 0; at < triples.length; at += TRIPLE) {
    if (isDropped(triples[at + 2] as number)) return false;
    const isSame = at > 0 && triples[at + 1] === triples[at - 2] && triples[at] === triples[at - 3];
    same = isSame ? same + 1 : 1;
    if (same > most) return false;
  }
  return true;
}

/** Moves what stays of the first words to the front. @returns how many words that are. */
function leaveOut(triples: Uint32Array, words: number, { most, isDropped, isGone }: Required<MergeRules>): number {
  let used = 0;
  let same = 0;
  let isCleared = false;
  for (let at = 0; at < words; at += TRIPLE) {
    const article = triples[at + 2] as number;
    if (isDropped(article)) continue;
    const isSame = used > 0 && triples[used - 3] === triples[at] && triples[used - 2] === triples[at + 1];
    if (!isSame) [same, isCleared] = [0, false];
    if (same === most) {
      if (isCleared) continue;
      const kept = clear(triples.subarray(used - most * TRIPLE, used), isGone);
      [used, same, isCleared] = [used - (most - kept) * TRIPLE, kept, true];
    }
    if (isCleared && (same === most || isGone(article))) continue;
    same++;
    triples.copyWithin(used, at, at + TRIPLE);
    used += TRIPLE;
  }
  return used;
}

/** Moves the entries that are not gone to the front. @returns how many they are. */
function clear(triples: Uint32Array, isGone: (article: number) => boolean): number {
  let kept = 0;
  for (let at = 0; at < triples.length; at += TRIPLE) {
    if (isGone(triples[at + 2] as number)) continue;
    triples.copyWithin(kept * TRIPLE, at, at + TRIPLE);
    kept++;
  }
  return kept;
}
