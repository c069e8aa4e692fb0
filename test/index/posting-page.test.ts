import fc from "fast-check";
import { expect, it } from "vitest";
import {
  entriesIn,
  entryBytes,
  type PageFormat,
  pageOf,
  readPage,
  searchPage,
  writePage,
} from "../../src/index/posting-page.js";

const formats = Array.from({ length: 25 }, (_, bits) => [3, 4].map((articleBytes) => ({ bits, articleBytes }))).flat();
const word = fc.oneof(fc.constantFrom(0, 1, 0x80000000, 0xffffffff), fc.nat(0xffffffff));

/** The last bits of a high lane in a page, and the first bits of all of them. */
function highIn(page: number, { bits }: PageFormat, rest: number): number {
  return bits === 0 ? rest : Number((BigInt(page) << BigInt(32 - bits)) | (BigInt(rest) >> BigInt(bits)));
}

it.each(formats)("a page of $bits bits gives back what was written, articles of $articleBytes bytes", (format) => {
  const article = fc.nat(2 ** (8 * format.articleBytes) - 1);
  const page = fc.nat(2 ** format.bits - 1);
  fc.assert(
    fc.property(page, fc.array(fc.tuple(word, word, article), { maxLength: 9 }), (number, entries) => {
      const postings = entries
        .map(([lo, rest, of]) => [lo, highIn(number, format, rest), of] as const)
        .sort((x, y) => x[1] - y[1] || x[0] - y[0] || x[2] - y[2]);
      // Other pages stand before and after it.
      const triples = Uint32Array.from([7, 7, 7, ...postings.flat(), 9, 9, 9]);
      const bytes = Buffer.alloc(2 + entries.length * entryBytes(format) + 1, 0xaa);
      const end = writePage(triples, [3, triples.length - 3], format, new DataView(bytes.buffer, bytes.byteOffset), 2);
      expect(end).toBe(bytes.length - 1);
      expect(bytes.readUInt16LE(0)).toBe(0xaaaa);
      const written = bytes.subarray(2, end);
      expect(entriesIn(written.length, format)).toBe(entries.length);
      const out = new Uint32Array(1 + entries.length * 3).fill(5);
      expect(readPage(written, number, format, out, 1)).toBe(out.length);
      expect([...out]).toEqual([5, ...postings.flat()]);
      for (const [lo, hi] of postings) {
        expect(pageOf(hi, format.bits)).toBe(number);
        const found: number[] = [];
        searchPage(written, lo, hi, format, found);
        expect(found).toEqual(postings.filter(([l, h]) => l === lo && h === hi).map(([, , of]) => of));
      }
    }),
    { numRuns: 30, seed: 5 },
  );
});
