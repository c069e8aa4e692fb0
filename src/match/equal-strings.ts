/** Slots are so many times the strings, at least. */
const SLOTS_A_STRING = 1.5;
const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * Finds strings that are equal among many that are held elsewhere: a hash table of places and hashes, 10 to 16 bytes a string.
 * Strings are asked for again only where their hashes are equal.
 * @param most strings that will be asked for, their places below it.
 * @param stringAt the string at a place; the same every time.
 */
export function createFirstPlaces(most: number, stringAt: (place: number) => string): FirstPlaces {
  const capacity = 2 ** Math.ceil(Math.log2(Math.max(16, most * SLOTS_A_STRING)));
  const slots = new Uint32Array(capacity);
  const hashes = new Uint32Array(most);
  return (place) => {
    const value = stringAt(place);
    const hash = hashOf(value) >>> 0;
    hashes[place] = hash;
    let slot = hash & (capacity - 1);
    for (let found = slots[slot] as number; found !== 0; found = slots[slot] as number) {
      if (hashes[found - 1] === hash && stringAt(found - 1) === value) return found - 1;
      slot = (slot + 1) & (capacity - 1);
    }
    slots[slot] = place + 1;
    return place;
  };
}

/** The first place asked for whose string equals that at `place`: `place` itself where it is new. */
export type FirstPlaces = (place: number) => number;

/** FNV-1a over UTF-16 units, its bits mixed downwards. Many strings made to meet would only slow the search down. */
function hashOf(value: string): number {
  let hash = FNV_START;
  for (let i = 0; i < value.length; i++) hash = Math.imul(hash ^ value.charCodeAt(i), FNV_PRIME);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) ^ (hash >>> 12);
}
