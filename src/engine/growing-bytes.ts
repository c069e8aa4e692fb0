/** Bytes of UTF-8 that a UTF-16 unit takes at most. */
const UNIT_BYTES = 3;
const FIRST_BYTES = 1 << 16;
/** Strings up to this length are given room for the most they may take; longer ones are measured first. */
const MEASURED_UNITS = 1 << 16;

/** Bytes and strings gathered one behind the other, in memory that doubles where it is too small. */
export class GrowingBytes {
  #memory: Buffer<ArrayBuffer>;
  #used = 0;

  /** @param firstBytes of memory that it begins with. */
  constructor(firstBytes: number = FIRST_BYTES) {
    this.#memory = Buffer.from(new ArrayBuffer(firstBytes));
  }

  get length(): number {
    return this.#used;
  }

  /** Adds bytes, or a string as UTF-8. */
  write(item: Uint8Array | string): void {
    if (typeof item === "string") {
      this.#reserve(item.length > MEASURED_UNITS ? Buffer.byteLength(item) : item.length * UNIT_BYTES);
      this.#used += this.#memory.write(item, this.#used);
    } else {
      this.#reserve(item.length);
      this.#memory.set(item, this.#used);
      this.#used += item.length;
    }
  }

  /** All bytes so far, a view of memory that nobody else has; ends the gathering. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = new Uint8Array(this.#memory.buffer, 0, this.#used);
    this.#memory = Buffer.from(new ArrayBuffer(0));
    this.#used = 0;
    return taken;
  }

  #reserve(bytes: number): void {
    const wanted = this.#used + bytes;
    if (wanted <= this.#memory.length) return;
    const larger = Buffer.from(new ArrayBuffer(Math.max(wanted, this.#memory.length * 2)));
    larger.set(this.#memory.subarray(0, this.#used));
    this.#memory = larger;
  }
}
