import { createHash } from "node:crypto";
import { ProblemError } from "./problem.js";

/** Keys remembered, and for how long. */
const MOST_KEYS = 10_000;
const KEPT_MS = 3_600_000;
/** A key is an opaque word of visible ASCII. */
const KEY = /^[\x21-\x7e]{1,255}$/;

interface Answer<T> {
  readonly body: string;
  readonly at: number;
  readonly value: Promise<T>;
}

/**
 * Gives a repeated request the answer of the first, by its Idempotency-Key. In memory and bounded: it spares work and
 * finds keys used twice; that adding twice is harmless rests on the article's id, in the index.
 */
export class AnswerKeys<T> {
  readonly #clock: () => number;
  readonly #answers = new Map<string, Answer<T>>();

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /**
   * The answer to `body` under `key`; asked for once, while it is remembered. A failure is not remembered.
   * @throws {ProblemError} 400 for a key that is none, 422 where the key came with another body.
   */
  async answer(key: string | null, body: unknown, ask: () => Promise<T>): Promise<T> {
    if (key === null) return ask();
    if (!KEY.test(key)) throw new ProblemError(400, "idempotency-key: expected 1 to 255 visible ASCII characters");
    const digest = createHash("sha256").update(JSON.stringify(body)).digest("base64");
    const known = this.#answers.get(key);
    if (known !== undefined && this.#clock() - known.at < KEPT_MS) {
      if (known.body === digest) return known.value;
      throw new ProblemError(422, "idempotency-key: expected the body it came with first, found another");
    }
    const value = ask();
    this.#remember(key, { body: digest, at: this.#clock(), value });
    value.catch(() => this.#answers.delete(key));
    return value;
  }

  /** Forgets the answers that `isMeant` says; later requests are asked anew. */
  async forget(isMeant: (value: T) => boolean): Promise<void> {
    for (const [key, answer] of [...this.#answers]) {
      const value = await answer.value.catch(() => undefined);
      if (value !== undefined && isMeant(value) && this.#answers.get(key) === answer) this.#answers.delete(key);
    }
  }

  #remember(key: string, answer: Answer<T>): void {
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    if (this.#answers.size > MOST_KEYS) this.#answers.delete(this.#answers.keys().next().value as string);
  }
}
