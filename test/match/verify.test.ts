import { describe, expect, it } from "vitest";
import { Random } from "../../corpus/generator/random.js";
import { createFingerprinter, createTokenReader } from "../../src/fingerprint/fingerprint.js";
import { loadKernel } from "../../src/kernel/load.js";
import type { TokenReader } from "../../src/match/article-reader.js";
import { RELATIONS } from "../../src/match/pair-table.js";
import type { SharedCounter } from "../../src/match/similarity.js";
import { createVerifier, type PairBatch, passageWords } from "../../src/match/verify.js";
import type { ShingleSet } from "../../src/model/fingerprint.js";
import { resolveOptions } from "../../src/options.js";
import { words } from "./texts.js";

const options = resolveOptions();
const fingerprint = await createFingerprinter(options);
const readTokens = await createTokenReader(options);

/** Articles that share phrases, some of them long, copies with other words or other numbers, and strangers. */
function crowdedTexts(count: number): string[] {
  const random = new Random(7);
  const own = (i: number, length: number): string => words(10_000 + i * 400 + random.below(100), length);
  const phrases = (i: number, length: number): string =>
    Array.from({ length: 5 }, (_, n) => `${words(n * 100, length)} ${own(i, 12)}.`).join(" ");
  return Array.from({ length: count }, (_, i) => {
    if (i % 11 === 3) return own(i, 90);
    if (i % 13 === 5) return `${words(5000, 80)} ${own(i, 4)}`;
    if (i % 17 === 6) return `${words(6000, 30)} in ${i} of ${i * 7} and ${i * 3} ${words(6040, 30)} by ${i + 900}`;
    return phrases(i, i % 7 === 1 ? 40 : 20);
  });
}

const TEXTS = crowdedTexts(120);
const SETS = TEXTS.map((text) => fingerprint(text, []).shingles);

const countShared = loadKernel().kernel?.countShared as SharedCounter;

function verifierWith(bytes: number, setsRead: number[] = [], limits = options, count?: SharedCounter) {
  const shelf = {
    shingles(article: number): ShingleSet {
      setsRead.push(article);
      return SETS[article] as ShingleSet;
    },
    original: (article: number) => ({ text: TEXTS[article] as string, spans: [] }),
  };
  const whole: TokenReader = ({ text }) => readTokens(text, [{ start: 0, end: text.length }]);
  return createVerifier(shelf, whole, limits, bytes, count);
}

/** Each article with all before it, on this side or that; a few are states of one page. */
function batchOf(article: number): PairBatch {
  const isTurned = (other: number): boolean => (article + other) % 3 === 0;
  const others = Uint32Array.from({ length: article }, (_, other) => other);
  return {
    first: others.map((other) => (isTurned(other) ? article : other)),
    second: others.map((other) => (isTurned(other) ? other : article)),
    samePage: Uint8Array.from(others, (other) => ((article * 31 + other) % 50 === 0 ? 1 : 0)),
  };
}

function rowsOf(
  batch: PairBatch,
  verify: (batch: PairBatch) => ReturnType<ReturnType<typeof createVerifier>>,
): string[] {
  const found = verify(batch);
  return Array.from(found.places, (place, n) => {
    const relation = RELATIONS[found.relations[n] as number];
    const scores = [...found.scores.subarray(n * 3, n * 3 + 3)];
    return `${batch.first[place]} ${relation} ${batch.second[place]} ${scores} ${passageWords(found, n).join(" ")}`;
  });
}

function oneByOne(batch: PairBatch): PairBatch[] {
  return Array.from(batch.first, (_, place) => ({
    first: batch.first.slice(place, place + 1),
    second: batch.second.slice(place, place + 1),
    samePage: batch.samePage.slice(place, place + 1),
  }));
}

describe("createVerifier", () => {
  const batches = TEXTS.map((_, article) => batchOf(article));

  it("finds of a newcomer and many others what it finds of each pair alone", () => {
    const [together, alone] = [verifierWith(32 << 20), verifierWith(32 << 20)];
    const relations = new Set<string | undefined>();
    for (const batch of batches) {
      const rows = rowsOf(batch, together);
      expect(rows).toEqual(oneByOne(batch).flatMap((one) => rowsOf(one, alone)));
      for (const row of rows) relations.add(row.split(" ")[1]);
    }
    expect([...relations].sort()).toEqual(["form", "near", "partial"]);
  });

  it.each([
    ["the usual limits", {}],
    ["a floor that hardly anything is below", { floor: 0.0001 }],
    ["limits that all but equal sets are below", { threshold: 1, containment: 1, floor: 1 }],
    ["limits that any shared shingle reaches", { threshold: 0.01, containment: 0.01, floor: 0.01 }],
  ])("finds the same with the kernel's counts and %s", (_, given) => {
    expect(countShared).toBeTypeOf("function");
    const limits = resolveOptions(given);
    const [together, alone] = [verifierWith(32 << 20, [], limits, countShared), verifierWith(1, [], limits)];
    for (const batch of batches.filter((_, article) => article % 3 === 0)) {
      expect(rowsOf(batch, together)).toEqual(rowsOf(batch, alone));
    }
  });

  it("does not read the texts of tiny articles that share nothing", () => {
    const sets = TEXTS.map((_, article) => fingerprint(words(article * 10, 6), []).shingles);
    const shelf = {
      shingles: (article: number) => sets[article] as ShingleSet,
      original: () => expect.fail("a text is read"),
    };
    const verify = createVerifier(shelf, readTokens as unknown as TokenReader, options, 32 << 20);
    for (const [article, batch] of batches.entries()) {
      const found = verify({ ...batch, samePage: new Uint8Array(article) });
      expect(found.places).toHaveLength(0);
    }
  });

  it("finds the same with little memory", () => {
    const [together, alone] = [verifierWith(100_000), verifierWith(1)];
    for (const batch of batches) expect(rowsOf(batch, together)).toEqual(rowsOf(batch, alone));
  });

  it("does not read the sets of a crowd for every newcomer", () => {
    const read: number[] = [];
    const verify = verifierWith(400_000, read);
    for (const batch of batches) verify(batch);
    const readAlone: number[] = [];
    const alone = verifierWith(1, readAlone);
    for (const batch of batches) alone(batch);
    expect(read.length).toBeLessThan(readAlone.length / 2);
  });
});
