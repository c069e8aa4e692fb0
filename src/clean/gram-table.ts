/**
 * The first place of every run of words of a page, by hash, in open addressing. Slots hold the number of a run's last
 * word, so that the table stays small; all else is told by the word. Written again for every page.
 */
export class GramTable {
  mask = 0;
  /** One more than a run's last word, 0 where the slot is free. */
  slots: Int32Array = new Int32Array(0);
  /** By the last word of a run that is in the table: its hash, … */
  hashes: Int32Array = new Int32Array(0);
  /** … its line, and its place among the runs of the line. */
  lines: Int32Array = new Int32Array(0);
  ordinals: Int32Array = new Int32Array(0);

  /** Empties the table and makes room for a page of so many words: at most half of it is filled. */
  clear(words: number): void {
    let size = LEAST_SLOTS;
    while (size < words * 2) size *= 2;
    if (size > this.slots.length) {
      this.slots = new Int32Array(size);
      this.hashes = new Int32Array(size >> 1);
      this.lines = new Int32Array(size >> 1);
      this.ordinals = new Int32Array(size >> 1);
    }
    this.slots.fill(0, 0, size);
    this.mask = size - 1;
  }
}

const LEAST_SLOTS = 64;
