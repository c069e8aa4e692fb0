import { BlockColumn } from "./block-column.js";

/** A column of doubles, any of them, in blocks: growing moves nothing. */
export class DoubleColumn {
  readonly #words = new BlockColumn();
  readonly #double = new Float64Array(1);
  readonly #halves = new Uint32Array(this.#double.buffer);

  push(value: number): void {
    this.#double[0] = value;
    for (const half of this.#halves) this.#words.push(half);
  }

  /** @param place below the number of doubles pushed. */
  at(place: number): number {
    this.#halves[0] = this.#words.at(2 * place);
    this.#halves[1] = this.#words.at(2 * place + 1);
    return this.#double[0] as number;
  }
}
