import { describe, expect, it } from "vitest";
import { createFingerprinter, createTokenReader } from "../../src/fingerprint/fingerprint.js";
import { planBands } from "../../src/match/bands.js";
import { createCatalogBuilder } from "../../src/match/catalog-builder.js";
import { copyLinks } from "../../src/match/copy-links.js";
import { collapseExact } from "../../src/match/exact-copies.js";
import { findPairs, type Matches } from "../../src/match/find-pairs.js";
import type { Fingerprint } from "../../src/model/fingerprint.js";
import { resolveOptions } from "../../src/options.js";
import { shuffled } from "./shingle-sets.js";
import { words } from "./texts.js";

const options = resolveOptions();
const fingerprint = await createFingerprinter(options);
const readTokens = await createTokenReader(options);

function run(texts: Readonly<Record<string, string>>, seed: number): Matches {
  const ids = Object.keys(texts);
  const order = shuffled(ids.length, seed);
  const input = Array.from(order, (i) => ids[i] as string);
  const builder = createCatalogBuilder(planBands(options.hashes, options.threshold));
  const prints: Fingerprint[] = [];
  for (const id of input) {
    const text = texts[id] as string;
    const print = fingerprint(text, []);
    prints.push(print);
    builder.add(
      {
        id,
        source: "",
        date: null,
        url: null,
        agency: null,
        length: text.length,
        tokens: print.tokens,
        exact: print.exact,
      },
      print,
    );
  }
  const catalog = builder.finish();
  const keep = Uint32Array.from(input.keys()).sort((x, y) => ((input[x] as string) < (input[y] as string) ? -1 : 1));
  const shelf = {
    shingles: (index: number) => (prints[index] as Fingerprint).shingles,
    original: (index: number) => ({ text: texts[input[index] as string] as string, spans: [] }),
  };
  const copies = collapseExact(catalog.entries, keep);
  return findPairs(catalog, shelf, copies, ({ text }) => readTokens(text, [{ start: 0, end: text.length }]), options);
}

const body = words(0, 200);
const texts = {
  original: body,
  same: body.toUpperCase(),
  sameAgain: body,
  edited: `${words(0, 100)} edited here ${words(103, 97)}`,
  cut: words(0, 120),
  quoting: `${words(900, 300)} ${words(50, 60)} ${words(1300, 200)}`,
  other: words(5000, 200),
  empty: "",
  alsoEmpty: " … ",
};

describe("findPairs", () => {
  const rows = ({ pairs }: Matches): string[] => pairs.map(({ pair }) => `${pair.a} ${pair.relation} ${pair.b}`).sort();

  it("names the relation of every related pair and no other", () => {
    expect(rows(run(texts, 1))).toEqual([
      "cut contained edited",
      "cut contained original",
      "cut partial quoting",
      "edited near original",
      "edited partial quoting",
      "original exact same",
      "original exact sameAgain",
      "original partial quoting",
    ]);
  });

  it("gives the same pairs for any order of input", () => {
    const pairsOf = (seed: number) =>
      run(texts, seed)
        .pairs.map(({ pair }) => JSON.stringify(pair))
        .sort();
    for (let seed = 2; seed < 8; seed++) expect(pairsOf(seed)).toEqual(pairsOf(1));
  });

  it("names the articles of a pair by their places in the catalog", () => {
    const { pairs } = run(texts, 3);
    for (const { first, second, pair } of pairs) {
      expect(first).not.toBe(second);
      expect(pair.a < pair.b).toBe(true);
    }
  });

  it("counts exact copies apart from candidates", () => {
    expect(run(texts, 1).counts.exactCopies).toBe(2);
  });

  it("hands only copies that are not exact on to grouping", () => {
    expect(new Set(copyLinks(run(texts, 1).pairs).map(({ relation }) => relation))).toEqual(
      new Set(["near", "contained"]),
    );
  });
});
