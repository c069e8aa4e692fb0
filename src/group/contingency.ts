/** How many pairs of items two partitions put together. */
export interface PairCounts {
  /** Pairs of items in all. */
  readonly all: number;
  /** Pairs together in the first partition, in the second, in both. */
  readonly first: number;
  readonly second: number;
  readonly both: number;
}

/**
 * Counts pairs from the contingency table of two partitions, without listing them. O(items).
 * @param first name of each item's part; `second` likewise, of the same length.
 */
export function countPairs(first: ArrayLike<number>, second: ArrayLike<number>): PairCounts {
  const rows = new Map<number, number>();
  const columns = new Map<number, number>();
  const cells = new Map<string, number>();
  for (let item = 0; item < first.length; item++) {
    const [row, column] = [first[item] as number, second[item] as number];
    add(rows, row);
    add(columns, column);
    add(cells, `${row} ${column}`);
  }
  return { all: choose2(first.length), first: pairsIn(rows), second: pairsIn(columns), both: pairsIn(cells) };
}

/**
 * The adjusted Rand index: agreement of two partitions, 1 where they are equal, 0 in expectation for random ones of these
 * sizes, below 0 where they agree less (L. Hubert, P. Arabie, Comparing partitions, Journal of Classification 2, 1985,
 * equation 5). Partitions without any choice (all apart twice, or all together twice) are equal: 1.
 */
export function adjustedRandIndex({ all, first, second, both }: PairCounts): number {
  if (all === 0) return 1;
  const expected = (first * second) / all;
  const most = (first + second) / 2;
  return most === expected ? 1 : (both - expected) / (most - expected);
}

const choose2 = (n: number): number => (n < 2 ? 0 : (n * (n - 1)) / 2);

function add<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function pairsIn(counts: ReadonlyMap<unknown, number>): number {
  let pairs = 0;
  for (const count of counts.values()) pairs += choose2(count);
  return pairs;
}
