/** Bytes of a piece of memory that several copies share. What is kept of one keeps its piece, so it is not large. */
const PIECE_BYTES = 1 << 16;

/**
 * A function that copies stretches of a column. Small copies share pieces of memory: to give each its own, and to free it
 * again, takes longer than to copy.
 */
export function createSlab<Column extends Uint32Array | BigUint64Array>(
  column: Column,
): (first: number, count: number) => Column {
  const pieceLength = PIECE_BYTES / column.BYTES_PER_ELEMENT;
  let piece = column.slice(0, 0) as Column;
  let used = 0;
  return (first, count) => {
    if (count * 2 > pieceLength) return column.slice(first, first + count) as Column;
    if (used + count > piece.length) {
      piece = newPiece(column, pieceLength);
      used = 0;
    }
    const copy = piece.subarray(used, used + count) as Column;
    copy.set(column.subarray(first, first + count) as never);
    used += count;
    return copy;
  };
}

function newPiece<Column extends Uint32Array | BigUint64Array>(column: Column, length: number): Column {
  return (column instanceof BigUint64Array ? new BigUint64Array(length) : new Uint32Array(length)) as Column;
}
