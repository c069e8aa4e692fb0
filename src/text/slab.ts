/** Bytes of a piece of memory that several columns share. What is kept of one keeps its piece, so it is not large. */
const PIECE_BYTES = 1 << 16;

/** What a slab asks of a typed array. */
interface Column<Self> {
  readonly BYTES_PER_ELEMENT: number;
  readonly length: number;
  subarray(start: number, end: number): Self;
  set(from: Self): void;
}

/**
 * A function that gives room for so many elements, with anything in it. Small columns share pieces of memory: to give each
 * its own, and to free it again, takes longer than to fill it.
 * @param make a column of so many elements.
 */
export function createRoom<Own extends Column<Own>>(make: (length: number) => Own): (count: number) => Own {
  let piece = make(0);
  let used = 0;
  const pieceLength = PIECE_BYTES / piece.BYTES_PER_ELEMENT;
  return (count) => {
    if (count * 2 > pieceLength) return make(count);
    if (used + count > piece.length) {
      piece = make(pieceLength);
      used = 0;
    }
    used += count;
    return piece.subarray(used - count, used);
  };
}

/** A function that copies stretches of a column. @param make as for `createRoom`. */
export function createSlab<Own extends Column<Own>>(
  column: Own,
  make: (length: number) => Own,
): (first: number, count: number) => Own {
  const roomFor = createRoom(make);
  return (first, count) => {
    const copy = roomFor(count);
    copy.set(column.subarray(first, first + count));
    return copy;
  };
}
