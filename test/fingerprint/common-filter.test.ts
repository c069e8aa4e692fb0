import { describe, expect, it } from "vitest";
import { createFingerprinter } from "../../src/fingerprint/fingerprint.js";
import type { Templates } from "../../src/model/templates.js";
import { type Options, resolveOptions } from "../../src/options.js";

const FURNITURE = "this page is made by the readers of the harbour post";
const TEXT = `one two three four five six ${FURNITURE} seven eight nine ten eleven`;

async function prints(given: Partial<Options>) {
  const options = resolveOptions({ hashes: 16, ...given });
  const plain = await createFingerprinter(options);
  const shingles = Array.from(plain(FURNITURE, []).shingles, (hash) => hash.toString(16).padStart(16, "0"));
  const set = { articles: 9, clusters: 9, regime: "clean" as const, lines: [] };
  const templates: Templates = {
    name: "n",
    learned: { articles: 9, clusters: 9, ruleset: "", shingle: options.shingle, analyzer: options.analyzer },
    sources: new Map([["Post", { ...set, shingles }]]),
    global: { ...set, shingles: shingles.slice(0, 1) },
  };
  return { plain, filtered: await createFingerprinter(options, templates), common: shingles.length };
}

describe("a fingerprinter with templates", () => {
  it("leaves out the common shingles of the article's source, and those of all for any source", async () => {
    const { plain, filtered, common } = await prints({});
    const all = plain(TEXT, []).shingles.length;
    expect(filtered(TEXT, [], "Post").shingles).toHaveLength(all - common);
    expect(filtered(TEXT, [], "Other").shingles).toHaveLength(all - 1);
    expect(filtered(TEXT, []).shingles).toHaveLength(all - 1);
    expect(filtered(TEXT, [], "Post").exact).toBe(plain(TEXT, []).exact);
  });

  it("gives a text of common shingles alone an empty set, which matches nothing", async () => {
    const { filtered } = await prints({});
    expect(filtered(FURNITURE, [], "Post").shingles).toHaveLength(0);
  });

  it.each(["dg1", "minhash-js"] as const)("leaves them out of the signature, too (%s)", async (scheme) => {
    const { plain, filtered } = await prints({ scheme, shingle: 1 });
    const signature = (text: string) => filtered(text, [], "Post").signature;
    expect(signature("one two three this page is")).toEqual(plain("one two three", []).signature);
    expect(signature("one two three this page is")).not.toEqual(plain("one two three this page is", []).signature);
  });
});
