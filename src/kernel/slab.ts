/** Bytes of a piece of memory that several copies share. What is kept of one keeps its piece, so it is not large. */
const PIECE_BYTES = 1 << 16;

/** What a slab asks of a typed array. */
interface Column<Self> {
  readonly BYTES_PER_ELEMENT: number;
  readonly length: number;
  slice(start: number, end: number): Self;
  subarray(start: number, end: number): Self;
  set(from: Self): void;
}

/**
 * A function that copies stretches of a column. Small copies share pieces of memory: to give each its own, and to free it
 * again, takes longer than to copy.
 * @param make a column of so many elements.
 */
export function createSlab<Own extends Column<Own>>(
  column: Own,
  make: (length: number) => Own,
): (first: number, count: number) => Own {
  const pieceLength = PIECE_BYTES / column.BYTES_PER_ELEMENT;
  let piece = make(0);
  let used = 0;
  return (first, count) => {
    if (count * 2 > pieceLength) return column.slice(first, first + count);
    if (used + count > piece.length) {
      piece = make(pieceLength);
      used = 0;
    }
    const copy = piece.subarray(used, used + count);
    copy.set(column.subarray(first, first + count));
    used += count;
    return copy;
  };
}
