/** Numbers a block, as bits. */
const BLOCK_BITS = 15;
const BLOCK = 1 << BLOCK_BITS;
const WITHIN = BLOCK - 1;

/**
 * A column of 32-bit numbers in blocks: growing moves nothing, so that memory is never taken twice.
 */
export class BlockColumn {
  readonly #blocks: Uint32Array[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** What the column takes. */
  get bytes(): number {
    return this.#blocks.length * BLOCK * Uint32Array.BYTES_PER_ELEMENT;
  }

  push(value: number): void {
    const within = this.#length & WITHIN;
    if (within === 0) this.#blocks.push(new Uint32Array(BLOCK));
    (this.#blocks[this.#length >>> BLOCK_BITS] as Uint32Array)[within] = value;
    this.#length++;
  }

  /** @param place below the length. */
  at(place: number): number {
    return (this.#blocks[place >>> BLOCK_BITS] as Uint32Array)[place & WITHIN] as number;
  }
}
