import type { CleanedArticle } from "../src/engine/index-prepare.js";
import type { Key } from "../src/index/keys.js";
import { sample, sampleSize } from "../src/match/sampling.js";
import type { Article } from "../src/model/article.js";
import type { ShingleSet } from "../src/model/fingerprint.js";

/** Shingles and sentences of a generated article, on average. */
const SHINGLES = 348;
const SENTENCES = 14;

/**
 * Articles that only fill an index: as long as generated ones, with as many keys, and all different. Cleaning and
 * fingerprinting a million articles takes longer than all that an index does with them, and tells nothing of it.
 */
export class StandIns {
  readonly #sentences: readonly string[];
  readonly #bands: number;
  #state: number;

  /** @param texts sentences are taken from. @param bands keys of an article's bands. */
  constructor(texts: readonly string[], bands: number, seed: number) {
    this.#sentences = texts.flatMap((text) => text.split(/(?<=\.) /)).filter((one) => one.length > 40);
    this.#bands = bands;
    this.#state = seed | 1;
  }

  prepare(article: Article): CleanedArticle {
    const shingles = this.#shingles();
    const [lo, hi] = [0, 1].map(() => new Uint32Array(sampleSize(shingles))) as [Uint32Array, Uint32Array];
    sample(shingles, lo, hi, 0);
    const exact: Key = [this.#next(), this.#next()];
    return {
      article,
      length: article.text.length,
      cleaned: { text: article.text, spans: [], regime: "clean", warnings: [] },
      print: { shingles, tokens: shingles.length + 4, exact: hex(...exact, this.#next(), this.#next()) },
      text: { text: article.text, ranges: [{ start: 0, end: article.text.length }] },
      textHash: hex(...exact),
      keys: {
        bands: Uint32Array.from({ length: 2 * this.#bands }, () => this.#next()),
        samples: Uint32Array.from({ length: 2 * lo.length }, (_, i) => (i % 2 === 0 ? lo : hi)[i >> 1] as number),
        ...{ exact, address: [this.#next(), this.#next()] },
      },
      side: () => {
        throw new Error("a stand-in resembles nothing");
      },
    };
  }

  text(): string {
    const pick = () => this.#sentences[this.#next() % this.#sentences.length] as string;
    return Array.from({ length: SENTENCES }, pick).join(" ");
  }

  /** Sorted: each has its own stretch of the range. */
  #shingles(): ShingleSet {
    const count = SHINGLES - 100 + (this.#next() % 200);
    const words = new Uint32Array(2 * count);
    for (let i = 0; i < count; i++) {
      words[2 * i] = this.#next();
      words[2 * i + 1] = Math.floor(((i + this.#next() / 4294967296) / count) * 4294967296);
    }
    return new BigUint64Array(words.buffer) as BigUint64Array as ShingleSet;
  }

  /** Xorshift32 (Marsaglia 2003) with a multiplied output. */
  #next(): number {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state;
    return Math.imul(state, 0x9e3779bb) >>> 0;
  }
}

const hex = (...words: readonly number[]): string => words.map((word) => word.toString(16).padStart(8, "0")).join("");
