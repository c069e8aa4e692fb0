/** Words of an entry: low lane, high lane, number of the article. */
export const TRIPLE = 3;

/**
 * Entries sorted by high lane, low lane and article, read part by part: part p of 2^partBits holds the keys whose high
 * lane begins with the bits p.
 */
export interface Run {
  /** The finest partition it can be read by. */
  readonly bits: number;
  /** @param partBits at most `bits`. @returns triples [lo, hi, article, …]. */
  read(part: number, partBits: number): Uint32Array;
}

/**
 * Merges sorted parts into one, ascending; of each key the first `most` articles stay, and none that `isDropped` names.
 * Where a key has more, those that `isGone` names, which costs more to ask, make room.
 * O(entries · parts).
 */
export function mergeParts(
  parts: readonly Uint32Array[],
  most: number,
  isDropped: (article: number) => boolean,
  isGone: (article: number) => boolean = () => false,
): Uint32Array {
  const [only] = parts;
  if (only !== undefined && parts.length === 1 && isMerged(only, most, isDropped)) return only;
  const out = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  const at = new Uint32Array(parts.length);
  let used = 0;
  let same = 0;
  let isCleared = false;
  for (;;) {
    const first = smallest(parts, at);
    if (first < 0) return out.subarray(0, used);
    const part = parts[first] as Uint32Array;
    const from = at[first] as number;
    at[first] = from + TRIPLE;
    if (isDropped(part[from + 2] as number)) continue;
    const isSame = used > 0 && out[used - 3] === part[from] && out[used - 2] === part[from + 1];
    if (!isSame) [same, isCleared] = [0, false];
    if (same === most) {
      if (isCleared) continue;
      const kept = clear(out.subarray(used - most * TRIPLE, used), isGone);
      [used, same, isCleared] = [used - (most - kept) * TRIPLE, kept, true];
    }
    if (isCleared && (same === most || isGone(part[from + 2] as number))) continue;
    same++;
    out[used] = part[from] as number;
    out[used + 1] = part[from + 1] as number;
    out[used + 2] = part[from + 2] as number;
    used += TRIPLE;
  }
}

/** Whether a part is as it is to be: it names no dropped article, and no key has more than `most`. */
function isMerged(part: Uint32Array, most: number, isDropped: (article: number) => boolean): boolean {
  let same = 0;
  for (let at = 0; at < part.length; at += TRIPLE) {
    if (isDropped(part[at + 2] as number)) return false;
    const isSame = at > 0 && part[at] === part[at - 3] && part[at + 1] === part[at - 2];
    same = isSame ? same + 1 : 1;
    if (same > most) return false;
  }
  return true;
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

/** The part whose next entry comes first; −1 where all are used up. */
function smallest(parts: readonly Uint32Array[], at: Uint32Array): number {
  let best = -1;
  for (let i = 0; i < parts.length; i++) {
    if ((at[i] as number) >= (parts[i] as Uint32Array).length) continue;
    if (
      best < 0 ||
      isBefore(parts[i] as Uint32Array, at[i] as number, parts[best] as Uint32Array, at[best] as number)
    ) {
      best = i;
    }
  }
  return best;
}

function isBefore(x: Uint32Array, i: number, y: Uint32Array, j: number): boolean {
  if (x[i + 1] !== y[j + 1]) return (x[i + 1] as number) < (y[j + 1] as number);
  if (x[i] !== y[j]) return (x[i] as number) < (y[j] as number);
  return (x[i + 2] as number) < (y[j + 2] as number);
}
