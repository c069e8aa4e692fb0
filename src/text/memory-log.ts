import type { ByteLog } from "../model/byte-log.js";

/** Bytes a block; a longer item has a block of its own. */
const BLOCK_BYTES = 1 << 20;

/** A log in memory, in blocks that never move. No item lies across two of them. */
export function createMemoryLog(): ByteLog {
  const blocks: Buffer[] = [];
  /** Where each block begins. */
  const starts: number[] = [];
  let end = 0;
  let room = 0;
  return {
    append(bytes) {
      if (bytes.length > room) {
        end += room;
        room = Math.max(BLOCK_BYTES, bytes.length);
        blocks.push(Buffer.from(new ArrayBuffer(room)));
        starts.push(end);
      }
      const start = end;
      blocks.at(-1)?.set(bytes, start - (starts.at(-1) as number));
      end += bytes.length;
      room -= bytes.length;
      return start;
    },
    read(start, length) {
      if (!(start >= 0 && start + length <= end))
        throw new RangeError(`no bytes ${start} to ${start + length} of ${end}`);
      if (length === 0) return Buffer.alloc(0);
      const number = lastAtMost(starts, start);
      const from = start - (starts[number] as number);
      return (blocks[number] as Buffer).subarray(from, from + length);
    },
  };
}

/** The last of ascending numbers that is not above a limit, by halving. */
function lastAtMost(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((numbers[middle] as number) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
