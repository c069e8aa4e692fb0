import type { KeyFilter } from "../index/key-filter.js";

/** What changed of the filters that a thread asks ahead. */
export interface FilterNews {
  /** Places of those that are no longer asked. */
  readonly gone: readonly number[];
  readonly added: readonly KeyFilter[];
}

/** What a thread that knows of some filters is to hear of; nothing where it knows all of `now` and no others. */
export function filterNews(known: readonly KeyFilter[], now: readonly KeyFilter[]): FilterNews | undefined {
  const gone = [...known.keys()].filter((place) => !now.includes(known[place] as KeyFilter));
  const added = now.filter((filter) => !known.includes(filter));
  return gone.length + added.length === 0 ? undefined : { gone, added };
}

/** The filters that are known after the news, in the same order on both sides. */
export function filtersAfter(known: readonly KeyFilter[], { gone, added }: FilterNews): readonly KeyFilter[] {
  return [...known.filter((_, place) => !gone.includes(place)), ...added];
}
