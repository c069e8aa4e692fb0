/** Factor by which a full column grows. */
const GROWTH = 1.5;

/** A column of 32-bit numbers that grows when full. */
export class GrowingColumn {
  #values = new Uint32Array(1 << 12);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) this.reserve(1);
    this.#values[this.#length++] = value;
  }

  at(place: number): number {
    return this.#values[place] as number;
  }

  append(values: Uint32Array): void {
    this.reserve(values.length);
    this.#values.set(values, this.#length);
    this.#length += values.length;
  }

  /** Makes room for `more` values. */
  reserve(more: number): void {
    const least = this.#length + more;
    if (least <= this.#values.length) return;
    const larger = new Uint32Array(Math.max(least, Math.ceil(this.#values.length * GROWTH)));
    larger.set(this.#values.subarray(0, this.#length));
    this.#values = larger;
  }

  /** What is there now, as a view. */
  view(): Uint32Array {
    return this.#values.subarray(0, this.#length);
  }
}
