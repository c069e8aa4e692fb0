import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPreparer, type Preparer } from "../../src/engine/index-prepare.js";
import { packPrepared, unpackPrepared } from "../../src/engine/prepared-packet.js";
import { encodeEligible } from "../../src/index/eligible-text.js";
import { KeyFilter } from "../../src/index/key-filter.js";
import { BLOCK_TEXTS, type PackedText, unpackText } from "../../src/index/text-block.js";
import type { Article } from "../../src/model/article.js";
import { resolveOptions } from "../../src/options.js";

const preparer = await createPreparer(resolveOptions(), {});

/** As between two threads. */
const sent = (articles: readonly Article[], prepare: Preparer["prepare"] = preparer.prepare) =>
  unpackPrepared(structuredClone(packPrepared(articles, prepare)), articles, preparer.side);

const textIn = ({ block, place }: PackedText) => unpackText(block.bytes, place, () => "text");

const sentence = "The harbour office said on Monday that the ferry to Vessby would sail again at 7.30.";
const part = fc.constantFrom(
  `${sentence}\n`,
  "Read more: other stories\n",
  "Share this article\n",
  "© 2024 Vessby Post. All rights reserved.\n",
  "\ud800",
  "\0",
  "東京で会議が開かれた。",
  "😀 ",
  "1,250 ",
);
const article = fc.record({
  id: fc.string(),
  source: fc.constantFrom("", "desk"),
  text: fc.array(part, { maxLength: 30 }).map((parts) => parts.join("")),
  url: fc.constantFrom("https://example.org/a?b=1", "https://example.org/"),
});

/** A filter of every other key of an article. */
function filterOf({ text }: { readonly text: string }): KeyFilter {
  const { samples, bands } = preparer.prepare({ id: "", source: "", text }).keys;
  const filter = KeyFilter.forKeys(500);
  for (const keys of [samples, bands]) {
    for (let at = 0; at < keys.length; at += 4) filter.add(keys[at] as number, keys[at + 1] as number);
  }
  return filter;
}

const picks = (keys: Uint32Array, pick: (out: Uint32Array) => number | undefined): number[] => {
  const out = new Uint32Array(keys.length);
  return [...out.subarray(0, pick(out))];
};

describe("prepared articles that were sent", () => {
  it("say which of their keys pass the filters that were asked, also behind a fault", () => {
    const texts = ["one", "two", "three"].map((word) => sentence.repeat(3).replaceAll("ferry", `${word} ferry`));
    const articles = texts.map((text, n) => ({ id: `a${n}`, source: "", text }));
    const filters = articles.map(filterOf);
    const prepare: Preparer["prepare"] = (one) => {
      if (one.id === "a1") throw new RangeError("too odd");
      return preparer.prepare(one);
    };
    const packet = structuredClone(packPrepared(articles, prepare, filters));
    const found = unpackPrepared({ ...packet, filters }, articles, preparer.side);
    for (const one of [found[0], found[2]]) {
      if (one === undefined || "error" in one) throw new Error("expected an article");
      for (const kind of ["samples", "bands"] as const) {
        const { [kind]: keys, picked = expect.fail("what was picked") } = one.keys;
        for (const filter of filters) {
          const ahead = picks(keys, (out) => picked[kind].take(filter, out));
          expect(ahead).toEqual(picks(keys, (out) => filter.pick(keys, out)));
          if (filter === filters[Number(one.article.id.slice(1))]) expect(ahead.length).toBeGreaterThan(0);
        }
      }
    }
  });

  it("are as they were made, for any texts", () => {
    fc.assert(
      fc.property(fc.array(article, { maxLength: 9 }), (articles) => {
        for (const [i, found] of sent(articles).entries()) {
          if ("error" in found) throw found.error;
          const { side, print, ...made } = preparer.prepare(articles[i] as Article);
          const { signature: _notSent, ...rest } = print;
          const { side: sentSide, packed, text, ...others } = found;
          const read = { text: text.text, ranges: text.ranges };
          expect({ ...others, text: read }).toEqual({ ...made, print: rest });
          expect(sentSide()).toMatchObject({ text: side().text, tokens: side().tokens });
          expect(packed !== undefined).toBe(i < articles.length - (articles.length % BLOCK_TEXTS));
          if (packed !== undefined) expect(textIn(packed)).toEqual(encodeEligible(made.text));
          expect(JSON.stringify(found.cleaned)).toBe(JSON.stringify(made.cleaned));
        }
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it("tell a fault in the place of its article, and keep the others", () => {
    const articles = ["a", "b", "c"].map((id) => ({ id, source: "", text: `${sentence} ${id}` }));
    const [first, second, third] = sent(articles, (one) => {
      if (one.id === "b") throw new RangeError("too odd");
      return preparer.prepare(one);
    });
    expect(second).toEqual({ error: expect.objectContaining({ message: "too odd" }) });
    expect([first, third]).toMatchObject([{ article: { id: "a" } }, { article: { id: "c" } }]);
  });
});
