/** First line and place of every run of words of a page, by hash, in open addressing. Written again for every page. */
export class GramTable {
  mask = 0;
  hashes: Int32Array = new Int32Array(0);
  /** Line of a slot's run, −1 where the slot is free. */
  lines: Int32Array = new Int32Array(0);
  /** Place of the run in that line. */
  ordinals: Int32Array = new Int32Array(0);

  /** Empties the table and makes room for a page of so many words: at most half of it is filled. */
  clear(words: number): void {
    let size = LEAST_SLOTS;
    while (size < words * 2) size *= 2;
    if (size > this.lines.length) {
      this.hashes = new Int32Array(size);
      this.lines = new Int32Array(size);
      this.ordinals = new Int32Array(size);
    }
    this.lines.fill(-1, 0, size);
    this.mask = size - 1;
  }
}

const LEAST_SLOTS = 64;
