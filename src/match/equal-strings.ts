/** Slots are so many times the strings, at least. */
const SLOTS_A_STRING = 1.5;
const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * Finds strings that are equal among many that are held elsewhere: a hash table of places, 6 to 12 bytes a string. Strings
 * are asked for only where their hashes are equal.
 * @param most strings that will be asked for, their places below it.
 * @param stringAt the string at a place; the same every time. @param hashAt its `stringHash`.
 */
export function createFirstPlaces(
  most: number,
  stringAt: (place: number) => string,
  hashAt: (place: number) => number = keptHashes(most, stringAt),
): FirstPlaces {
  const capacity = 2 ** Math.ceil(Math.log2(Math.max(16, most * SLOTS_A_STRING)));
  const slots = new Uint32Array(capacity);
  return (place) => {
    const hash = hashAt(place);
    let slot = hash & (capacity - 1);
    for (let found = slots[slot] as number; found !== 0; found = slots[slot] as number) {
      if (hashAt(found - 1) === hash && stringAt(found - 1) === stringAt(place)) return found - 1;
      slot = (slot + 1) & (capacity - 1);
    }
    slots[slot] = place + 1;
    return place;
  };
}

/** The first place asked for whose string equals that at `place`: `place` itself where it is new. */
export type FirstPlaces = (place: number) => number;

/** Hashes by place that are found when they are first asked for, then kept: 4 bytes a string. */
export function keptHashes(most: number, stringAt: (place: number) => string): (place: number) => number {
  const hashes = new Uint32Array(most);
  return (place) => {
    const known = hashes[place] as number;
    if (known !== 0) return known;
    const hash = stringHash(stringAt(place));
    hashes[place] = hash;
    return hash;
  };
}

/**
 * FNV-1a over UTF-16 units, its bits mixed downwards, 32 bits; 0 for the empty string only. Many strings made to meet would
 * only slow searches down.
 */
export function stringHash(value: string): number {
  if (value === "") return 0;
  let hash = FNV_START;
  for (let i = 0; i < value.length; i++) hash = Math.imul(hash ^ value.charCodeAt(i), FNV_PRIME);
  hash ^= hash >>> 15;
  return (Math.imul(hash, 0x2c1b3c6d) ^ (hash >>> 12)) >>> 0 || 1;
}
