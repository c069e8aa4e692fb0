/** Warnings of one kind that are spelled out; the rest are counted. */
const WARNINGS_SHOWN = 10;

/** Collects warnings: the first of each kind in full, the others as a count. */
export interface Warnings {
  add(kind: string, message: string): void;
  list(): string[];
}

/** Warnings of one run, in the order their kinds appeared. */
export function createWarnings(): Warnings {
  const kinds = new Map<string, { shown: string[]; more: number }>();
  return {
    add(kind, message) {
      const known = kinds.get(kind);
      if (known === undefined) kinds.set(kind, { shown: [message], more: 0 });
      else if (known.shown.length < WARNINGS_SHOWN) known.shown.push(message);
      else known.more++;
    },
    list: () =>
      [...kinds].flatMap(([kind, { shown, more }]) =>
        more === 0 ? shown : [...shown, `${kind}: ${more} more like these`],
      ),
  };
}
