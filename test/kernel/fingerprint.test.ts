import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFingerprinter, createTokenReader } from "../../src/fingerprint/fingerprint.js";
import { createRecordFingerprinter } from "../../src/fingerprint/on-kernel.js";
import type { Kernel } from "../../src/model/kernel.js";
import type { Templates } from "../../src/model/templates.js";
import { DEFAULTS, type Options } from "../../src/options.js";
import { spanOf } from "../fingerprint/sets.js";
import { cutAt } from "../text/unicode.js";
import { anyArticle, anyShares, expectSameColumn, kernel, MOST_UNITS, whole } from "./kernels.js";

async function both(options: Partial<Options> = {}, templates?: Templates) {
  const all = { ...DEFAULTS, ...options };
  return [await createFingerprinter(all, templates, kernel), await createFingerprinter(all, templates)] as const;
}

/** Counts the texts a kernel is given. */
function watched(): { readonly kernel: Kernel; texts: number } {
  const watch = {
    texts: 0,
    kernel: {
      ...kernel,
      take(text: string) {
        watch.texts++;
        return kernel.take(text);
      },
    },
  };
  return watch;
}

describe("a fingerprinter on the kernel", () => {
  it("agrees with the reference for any article, spans and options", async () => {
    const shapes: Partial<Options>[] = [{}, { shingle: 1, hashes: 16, seed: 0 }, { shingle: 32, hashes: 257, seed: 7 }];
    for (const [i, options] of shapes.entries()) {
      const [fast, reference] = await both(options);
      const property = fc.property(anyArticle, anyShares, (text, shares) => {
        const spans = cutAt(text, shares).flatMap(({ start, end }, place) =>
          place % 2 === 0 ? [] : [spanOf(start, end, (["flag", "remove", "trim"] as const)[place % 3] ?? "flag")],
        );
        expect(fast(text, spans)).toEqual(reference(text, spans));
      });
      fc.assert(property, { seed: 40 + i, numRuns: 200 });
    }
  });

  it("agrees with the reference where common shingles are left out", async () => {
    const text = "The harbour wall was closed on Monday. Ships waited outside until the tide turned.";
    const common = (await both())[1](text, []).shingles;
    const hex = Array.from(
      common.filter((_, i) => i % 3 === 0),
      (hash) => hash.toString(16),
    );
    const templates = {
      learned: { shingle: DEFAULTS.shingle, analyzer: DEFAULTS.analyzer },
      global: { lines: [], shingles: hex },
      sources: new Map(),
    } as unknown as Templates;
    const [fast, reference] = await both({}, templates);
    expect(fast(text, []).shingles.length).toBeLessThan(common.length);
    for (const each of [text, `${text} And more.`, "The harbour", ""])
      expect(fast(each, [])).toEqual(reference(each, []));
  });

  it("leaves texts, ranges and folds that have no room to the reference", async () => {
    const [fast, reference] = await both();
    const long = "Ships waited outside. ".repeat(MOST_UNITS / 20);
    expect(fast(long, [])).toEqual(reference(long, []));
    const wide = `${"\ufdfa ".repeat(MOST_UNITS / 4)}`;
    expect(fast(wide, [])).toEqual(reference(wide, []));
    const many = Array.from({ length: 70_000 }, (_, i) => spanOf(4 * i, 4 * i + 1, "flag"));
    const text = "a b ".repeat(70_000);
    expect(fast(text, many)).toEqual(reference(text, many));
  });

  it("takes a text of 50 million units", async () => {
    const [fast] = await both();
    const sentence = "Ships waited outside until the tide turned, 漢字. ";
    const times = 50_000_000 / sentence.length;
    const print = fast(sentence.repeat(times), []);
    expect(print.tokens).toBe(9 * Math.floor(times));
    expect(print.shingles).toEqual(fast(sentence.repeat(2), []).shingles);
  });

  it.each([{}, { scheme: "minhash-js" }, { analyzer: "stemmed:en" }] as const)(
    "is given the texts where %j",
    async (given) => {
      const watch = watched();
      const fingerprint = await createFingerprinter({ ...DEFAULTS, ...given }, undefined, watch.kernel);
      const readTokens = await createTokenReader({ ...DEFAULTS, ...given }, watch.kernel);
      fingerprint("some text", []);
      readTokens("some text", whole("some text"));
      const tokens = given.analyzer === undefined ? 1 : 0;
      expect(watch.texts).toBe(tokens + (Object.keys(given).length === 0 ? 1 : 0));
    },
  );
});

describe("a token reader on the kernel", () => {
  it("agrees with the reference, also where a text has no room", async () => {
    const [fast, reference] = [await createTokenReader(DEFAULTS, kernel), await createTokenReader(DEFAULTS)];
    for (const text of ["", "Rain, später. 漢字", "word ".repeat(MOST_UNITS / 4)]) {
      const [found, expected] = [fast(text, whole(text)), reference(text, whole(text))];
      for (const column of ["lo", "hi", "start", "end"] as const) expectSameColumn(found[column], expected[column]);
    }
  });
});

describe("a fingerprinter of texts in records", () => {
  const placeOf = (text: string, before = '{"id":1,"text":') => {
    const string = Buffer.from(JSON.stringify(text));
    const start = Buffer.byteLength(before);
    return {
      bytes: Buffer.concat([Buffer.from(before), string, Buffer.from("}")]),
      text: { start, end: start + string.length },
    };
  };

  it("agrees with the reference of the whole text, however it is written", async () => {
    const reference = (await both())[1];
    const print = createRecordFingerprinter(kernel, DEFAULTS);
    fc.assert(
      fc.property(anyArticle, (text) => {
        const expected = reference(text, []);
        const found = expected.tokens === 0 ? undefined : { units: text.length, print: expected };
        expect(print(placeOf(text))).toEqual(found);
      }),
      { seed: 44, numRuns: 300 },
    );
  });

  it("leaves texts without tokens, and those the kernel has no room for, to the reference", () => {
    const print = createRecordFingerprinter(kernel, DEFAULTS);
    for (const text of ["", " \n", "…!", "a ".repeat(MOST_UNITS / 2 + 1)]) expect(print(placeOf(text))).toBeUndefined();
    expect(print(placeOf("a word"))).toMatchObject({ units: 6, print: { tokens: 2 } });
  });
});
