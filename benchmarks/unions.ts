/** Sets of names that grow together; the smallest name stands for its set. */
export interface Unions {
  join(a: string, b: string): void;
  /** The name that stands for the set of `name`; itself where it never joined. */
  firstOf(name: string): string;
}

/** Starts with every name alone. */
export function createUnions(): Unions {
  const parents = new Map<string, string>();
  const firstOf = (name: string): string => {
    let first = name;
    for (let parent = parents.get(first); parent !== undefined; parent = parents.get(first)) first = parent;
    if (first !== name) parents.set(name, first);
    return first;
  };
  return {
    firstOf,
    join(a, b) {
      const [least, other] = [firstOf(a), firstOf(b)].sort() as [string, string];
      if (least !== other) parents.set(other, least);
    },
  };
}
