import fc from "fast-check";

const TELLING = [
  ..."aZ09 .,-'’\n\t\u0000",
  ..."éßẞςΣİıｶﾞガーアあ漢々〇ไทยກຂខ្មမြ한글",
  "e\u0301",
  "\u00ad",
  "\u200b",
  "\u200d",
  "\ufe0f",
  "\u0301",
  "\u3099",
  "\ufdfa",
  "\u{10400}",
  "\u{20000}",
  "\u{1f600}",
  "\u{e0100}",
];

/** Any string of UTF-16 units, lone surrogates among them, with the characters that tokens turn on in front. */
export const anyText: fc.Arbitrary<string> = fc.string({
  maxLength: 60,
  unit: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...TELLING) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)) },
  ),
});

/** The stretches between the given shares of the text's length, as sorted disjoint ranges that may touch. */
export function cutAt(text: string, shares: readonly number[]): { start: number; end: number }[] {
  const borders = [...new Set([0, ...shares.map((share) => Math.floor(share * text.length)), text.length])];
  borders.sort((a, b) => a - b);
  return borders.slice(1).map((end, i) => ({ start: borders[i] as number, end }));
}
