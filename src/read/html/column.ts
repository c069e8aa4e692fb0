/** A growing column of 32-bit integers. */
export class Column {
  #values = new Int32Array(64);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const wider = new Int32Array(this.#length * 2);
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[this.#length++] = value;
  }

  at(index: number): number {
    return this.#values[index] ?? 0;
  }

  set(index: number, value: number): void {
    this.#values[index] = value;
  }

  finish(): Int32Array {
    return this.#values.slice(0, this.#length);
  }
}
