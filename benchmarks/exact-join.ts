import type { ShingleSet } from "../src/model/fingerprint.js";

/** Two sets by their places, `a` < `b`, and how many shingles both have. */
export interface JoinedPair {
  readonly a: number;
  readonly b: number;
  readonly shared: number;
}

/**
 * All pairs that share at least `least` (0 to 1) of the smaller set, by an inverted index over all shingles: no hashing
 * further than the shingles', no sampling, no cap. Time grows with the sum of the squares of how many sets have each
 * shingle: this is the dull model that the candidate search is held against.
 */
export function* exactJoin(sets: readonly ShingleSet[], least: number): Generator<JoinedPair> {
  const named = nameShingles(sets);
  const { start, members } = openPostings(named);
  const used = start.slice();
  const counts = new Uint32Array(sets.length);
  for (const [b, names] of named.entries()) {
    const met: number[] = [];
    for (const name of names) {
      const end = used[name] as number;
      for (let place = start[name] as number; place < end; place++) {
        const a = members[place] as number;
        if (counts[a] === 0) met.push(a);
        counts[a] = (counts[a] as number) + 1;
      }
      members[end] = b;
      used[name] = end + 1;
    }
    for (const a of met) {
      const shared = counts[a] as number;
      counts[a] = 0;
      const smaller = Math.min(names.length, (named[a] as Uint32Array).length);
      if (shared >= least * smaller) yield { a, b, shared };
    }
  }
}

/** Room for each shingle's sets, one list behind the other. */
function openPostings(named: readonly Uint32Array[]): { readonly start: Uint32Array; readonly members: Uint32Array } {
  let names = 0;
  let total = 0;
  for (const each of named) {
    total += each.length;
    for (const name of each) names = Math.max(names, name + 1);
  }
  const start = new Uint32Array(names + 1);
  for (const each of named) for (const name of each) start[name + 1] = (start[name + 1] as number) + 1;
  for (let name = 0; name < names; name++) start[name + 1] = (start[name + 1] as number) + (start[name] as number);
  return { start, members: new Uint32Array(total) };
}

/** Each set's shingles as their ranks among all distinct shingles. */
function nameShingles(sets: readonly ShingleSet[]): Uint32Array[] {
  const all = new BigUint64Array(sets.reduce((sum, { length }) => sum + length, 0));
  let filled = 0;
  for (const set of sets) {
    all.set(set, filled);
    filled += set.length;
  }
  const words = distinctWords(all.sort());
  const firsts = firstPlaces(words);
  return sets.map((set) => namesOf(new Uint32Array(set.buffer, set.byteOffset, set.length * 2), words, firsts));
}

/** The distinct ones of sorted hashes as pairs of words, low half first. */
function distinctWords(all: BigUint64Array): Uint32Array {
  const words = new Uint32Array(all.buffer);
  let kept = 0;
  for (let i = 0; i < words.length; i += 2) {
    if (kept > 0 && words[kept - 2] === words[i] && words[kept - 1] === words[i + 1]) continue;
    words[kept] = words[i] as number;
    words[kept + 1] = words[i + 1] as number;
    kept += 2;
  }
  return words.subarray(0, kept);
}

/** High bits of a hash that the directory is opened by. */
const DIRECTORY_BITS = 20;

/** For each value of the high bits the place of the first shingle that has them or more. */
function firstPlaces(words: Uint32Array): Uint32Array {
  const firsts = new Uint32Array(2 ** DIRECTORY_BITS + 1);
  for (let i = 1; i < words.length; i += 2) {
    const slot = ((words[i] as number) >>> (32 - DIRECTORY_BITS)) + 1;
    firsts[slot] = (firsts[slot] as number) + 1;
  }
  for (let slot = 1; slot < firsts.length; slot++)
    firsts[slot] = (firsts[slot] as number) + (firsts[slot - 1] as number);
  return firsts;
}

/** The place of a shingle among all distinct ones is its name. */
function namesOf(set: Uint32Array, words: Uint32Array, firsts: Uint32Array): Uint32Array {
  const names = new Uint32Array(set.length / 2);
  for (let i = 0; i < set.length; i += 2) {
    const lo = set[i] as number;
    const hi = set[i + 1] as number;
    let place = firsts[hi >>> (32 - DIRECTORY_BITS)] as number;
    while (words[2 * place] !== lo || words[2 * place + 1] !== hi) place++;
    names[i / 2] = place;
  }
  return names;
}
