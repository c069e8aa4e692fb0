/** Numbers that are sorted by insertion before runs are merged. */
const RUN = 16;

/**
 * Sorts numbers in place by a rule, equal ones staying in their order, and gives them back. The engine's own sort of a column
 * by a rule takes 16 bytes a number meanwhile; this takes 4. O(n log n).
 */
export function sortNumbers(numbers: Uint32Array, compare: (x: number, y: number) => number): Uint32Array {
  const { length } = numbers;
  for (let from = 0; from < length; from += RUN) insert(numbers, from, Math.min(length, from + RUN), compare);
  let [source, target] = [numbers, length > RUN ? new Uint32Array(length) : numbers];
  for (let width = RUN; width < length; width *= 2) {
    for (let from = 0; from < length; from += 2 * width) {
      const middle = Math.min(length, from + width);
      mergeRuns(source, target, [from, middle, Math.min(length, middle + width)], compare);
    }
    [source, target] = [target, source];
  }
  if (source !== numbers) numbers.set(source);
  return numbers;
}

function insert(numbers: Uint32Array, from: number, to: number, compare: (x: number, y: number) => number): void {
  for (let i = from + 1; i < to; i++) {
    const value = numbers[i] as number;
    let at = i - 1;
    for (; at >= from && compare(numbers[at] as number, value) > 0; at--) numbers[at + 1] = numbers[at] as number;
    numbers[at + 1] = value;
  }
}

/** Merges the runs [from, middle) and [middle, to). */
function mergeRuns(
  source: Uint32Array,
  target: Uint32Array,
  [from, middle, to]: readonly [number, number, number],
  compare: (x: number, y: number) => number,
): void {
  let [left, right] = [from, middle];
  if (middle >= to || compare(source[middle - 1] as number, source[middle] as number) <= 0) {
    target.set(source.subarray(from, to), from);
    return;
  }
  for (let at = from; at < to; at++) {
    const isLeft = right >= to || (left < middle && compare(source[left] as number, source[right] as number) <= 0);
    target[at] = (isLeft ? source[left++] : source[right++]) as number;
  }
}
