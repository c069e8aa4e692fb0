import { describe, expect, it } from "vitest";
import { verifyHere } from "../../src/engine/verify-with.js";
import { createFingerprinter, createTokenReader } from "../../src/fingerprint/fingerprint.js";
import type { TokenReader } from "../../src/match/article-reader.js";
import { planBands } from "../../src/match/bands.js";
import { createCatalogBuilder } from "../../src/match/catalog-builder.js";
import { copyLinks } from "../../src/match/copy-links.js";
import { collapseExact } from "../../src/match/exact-copies.js";
import { findPairs, type Matches } from "../../src/match/find-pairs.js";
import { createKeyMaker } from "../../src/match/key-maker.js";
import { createVerifier } from "../../src/match/verify.js";
import type { Fingerprint } from "../../src/model/fingerprint.js";
import { resolveOptions } from "../../src/options.js";
import { shuffled } from "./shingle-sets.js";
import { words } from "./texts.js";

const options = resolveOptions();
const fingerprint = await createFingerprinter(options);
const readTokens = await createTokenReader(options);
const keysOf = createKeyMaker(planBands(options.hashes, options.threshold));

async function run(
  texts: Readonly<Record<string, string>>,
  seed: number,
  cacheBytes = 1 << 20,
  onProgress: (share: number) => void = () => {},
): Promise<Matches> {
  const ids = Object.keys(texts);
  const order = shuffled(ids.length, seed);
  const input = Array.from(order, (i) => ids[i] as string);
  const builder = createCatalogBuilder();
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
      keysOf(print),
    );
  }
  const catalog = builder.finish();
  const keep = Uint32Array.from(input.keys()).sort((x, y) => ((input[x] as string) < (input[y] as string) ? -1 : 1));
  const shelf = {
    shingles: (index: number) => (prints[index] as Fingerprint).shingles,
    original: (index: number) => ({ text: texts[input[index] as string] as string, spans: [] }),
  };
  const copies = collapseExact(catalog.entries, keep);
  const whole: TokenReader = ({ text }) => readTokens(text, [{ start: 0, end: text.length }]);
  const verification = { ...verifyHere(createVerifier(shelf, whole, options, cacheBytes)), onProgress };
  return findPairs(catalog, copies, verification, options);
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
  const rows = ({ pairs }: Matches): string[] =>
    Array.from(pairs, ({ pair }) => `${pair.a} ${pair.relation} ${pair.b}`).sort();

  it("names the relation of every related pair and no other", async () => {
    expect(rows(await run(texts, 1))).toEqual([
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

  const pairsOf = async (seed: number, cacheBytes?: number): Promise<string[]> =>
    Array.from((await run(texts, seed, cacheBytes)).pairs, ({ pair }) => JSON.stringify(pair)).sort();

  it("gives the same pairs for any order of input", async () => {
    for (let seed = 2; seed < 8; seed++) expect(await pairsOf(seed)).toEqual(await pairsOf(1));
  });

  it("gives the same pairs where nothing it has read stays at hand", async () => {
    expect(await pairsOf(1, 1)).toEqual(await pairsOf(1));
  });

  it("names the articles of a pair by their places in the catalog", async () => {
    const { pairs } = await run(texts, 3);
    for (const { first, second, pair } of pairs) {
      expect(first).not.toBe(second);
      expect(pair.a < pair.b).toBe(true);
    }
  });

  it("says how far it is as a share that ends near the whole, where there is anything to verify", async () => {
    const shares: number[] = [];
    await run(texts, 1, undefined, (share) => shares.push(share));
    expect(shares.at(-1)).toBeGreaterThan(0.5);
    for (const share of shares) expect(share).toBeLessThanOrEqual(1);
    shares.length = 0;
    await run({ one: words(0, 50), other: words(500, 50) }, 1, undefined, (share) => shares.push(share));
    expect(shares).toEqual([]);
  });

  it("counts exact copies apart from candidates", async () => {
    expect((await run(texts, 1)).counts.exactCopies).toBe(2);
  });

  it("hands only copies that are not exact on to grouping", async () => {
    expect(new Set(copyLinks((await run(texts, 1)).pairs).map(({ relation }) => relation))).toEqual(
      new Set(["near", "contained"]),
    );
  });
});
