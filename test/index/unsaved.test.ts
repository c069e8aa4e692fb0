import { describe, expect, it } from "vitest";
import type { ArticleRow } from "../../src/index/article-row.js";
import { encodeEligible } from "../../src/index/eligible-text.js";
import { Holdings } from "../../src/index/holdings.js";
import { createMemoryStore } from "../../src/index/memory-store.js";
import { type PackedBlock, packTextsNow } from "../../src/index/text-block.js";
import type { ShingleSet } from "../../src/model/fingerprint.js";

const textOf = (sequence: number) => {
  const text = `The harbour of Vessby opened for the ${sequence}th time.`;
  return { text, ranges: [{ start: 0, end: text.length }] };
};

const rowOf = (sequence: number, bucket: number): ArticleRow => ({
  ...{ bucket, sequence, id: `a${sequence}`, given: `a${sequence}`, source: "", date: null, url: null },
  ...{ arrival: 0, time: 0, length: 1, tokens: 1, shingles: 0, samples: 0, textHash: "00".repeat(8), exact: "" },
  ...{ superseded: false, isCopy: false, block: sequence, blockPlace: 0 },
});

/** Takes eight articles, of which two packed blocks hold some, and stores them. @returns the texts' keys, and the index. */
async function stored(isKept: (sequence: number) => boolean, bucketOf = (_: number) => 0) {
  const store = createMemoryStore();
  const holdings = new Holdings(store, "x", 64);
  const packed = [0, 4].map((first): PackedBlock => {
    const texts = [0, 1, 2, 3].map((i) => encodeEligible(textOf(first + i)));
    return { bytes: packTextsNow(texts), texts: 4 };
  });
  const rows = [0, 1, 2, 3, 4, 5, 6, 7].filter(isKept).map((sequence) => rowOf(sequence, bucketOf(sequence)));
  for (const row of rows) {
    const place = { block: packed[row.sequence >> 2] as PackedBlock, place: row.sequence & 3 };
    const parts = { shingles: new BigUint64Array() as BigUint64Array as ShingleSet, text: textOf(row.sequence) };
    holdings.unsaved.add(row, { ...parts, packed: place }, new Uint32Array(), undefined);
  }
  const { writes, settled } = await holdings.unsaved.take();
  await store.putBatch(writes);
  settled();
  const keys = (bucket: number) => [...store.scan(`texts${bucket}`)].map(([key]) => Buffer.from(key).readUInt32BE(0));
  const texts = rows.map(({ bucket, sequence }) => {
    const row = holdings.row(bucket, sequence);
    return row === undefined ? undefined : holdings.text(row);
  });
  return { keys, texts, expected: rows.map(({ sequence }) => textOf(sequence)), store, packed };
}

describe("texts that were packed ahead", () => {
  it("are stored as they are, under the first of them that is kept", async () => {
    const { keys, texts, expected, store, packed } = await stored((sequence) => sequence !== 4);
    expect(keys(0)).toEqual([0, 5]);
    expect(texts).toEqual(expected);
    expect(store.get("texts0", Buffer.from([0, 0, 0, 5]))).toEqual(packed[1]?.bytes);
  });

  it("are packed anew where few of a block are kept", async () => {
    const { keys, texts, expected } = await stored((sequence) => [1, 2, 5].includes(sequence));
    expect(keys(0)).toEqual([1]);
    expect(texts).toEqual(expected);
  });

  it("go to the bucket of each article", async () => {
    const { keys, texts, expected } = await stored(
      () => true,
      (sequence) => (sequence === 2 || sequence > 5 ? 1 : 0),
    );
    expect([keys(0), keys(1)]).toEqual([[0, 4], [2]]);
    expect(texts).toEqual(expected);
  });
});

describe("texts that were not packed", () => {
  it.each([3, 16, 17, 40])("%i at once: are packed by neighbours, and read back", async (count) => {
    const store = createMemoryStore();
    const holdings = new Holdings(store, "x", 64);
    const rows = Array.from({ length: count }, (_, sequence) => rowOf(sequence, 0));
    for (const row of rows) {
      const parts = { shingles: new BigUint64Array() as BigUint64Array as ShingleSet, text: textOf(row.sequence) };
      holdings.unsaved.add(row, parts, new Uint32Array(), undefined);
    }
    const { writes, settled } = await holdings.unsaved.take();
    await store.putBatch(writes);
    settled();
    const blocks = [...store.scan("texts0")];
    expect(blocks).toHaveLength(Math.ceil(count / 4));
    const first = packTextsNow([0, 1, 2, 3].filter((n) => n < count).map((n) => encodeEligible(textOf(n))));
    expect(Buffer.from(blocks[0]?.[1] ?? [])).toEqual(first);
    const found = rows.map(({ bucket, sequence }) => holdings.text(holdings.row(bucket, sequence) as ArticleRow));
    expect(found).toEqual(rows.map(({ sequence }) => textOf(sequence)));
  });
});
