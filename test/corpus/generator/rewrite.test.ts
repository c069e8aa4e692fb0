import { describe, expect, it } from "vitest";
import { Random } from "../../../corpus/generator/random.js";
import { cutBody, editBody, joinBodies } from "../../../corpus/generator/rewrite.js";
import { relate } from "../../../corpus/generator/similarity.js";
import { LAST, MARK, STOP, writeTokens } from "../../../corpus/generator/story.js";
import { inventVocabulary } from "../../../corpus/generator/vocabulary.js";

const vocabulary = inventVocabulary(new Random(1), 5000);
const body = writeTokens(vocabulary, new Random(2), 600);

describe("editing a body", () => {
  it("changes nothing for a share of 0", () => {
    expect(editBody(body, { share: 0, run: 5 }, vocabulary, new Random(3))).toEqual(body);
  });

  it("leaves no shingle for a share of 1", () => {
    expect(relate(body, editBody(body, { share: 1, run: 5 }, vocabulary, new Random(3))).jaccard).toBeLessThan(0.01);
  });

  it("kills fewer shingles in long stretches than in short ones", () => {
    const short = editBody(body, { share: 0.1, run: 1 }, vocabulary, new Random(3));
    const long = editBody(body, { share: 0.1, run: 20 }, vocabulary, new Random(3));
    expect(relate(body, long).jaccard).toBeGreaterThan(relate(body, short).jaccard + 0.1);
  });

  it("does not touch the body it is given", () => {
    const before = body.slice();
    editBody(body, { share: 0.4, run: 3 }, vocabulary, new Random(3));
    expect(body).toEqual(before);
  });
});

describe("cutting a body", () => {
  it("keeps a beginning that ends at a full stop and closes its paragraph", () => {
    const cut = cutBody(body, 0.5);
    const last = cut.at(-1) ?? 0;
    expect(cut.length).toBeGreaterThanOrEqual(body.length / 2);
    expect(cut.length).toBeLessThan(body.length * 0.7);
    expect(cut.slice(0, -1)).toEqual(body.slice(0, cut.length - 1));
    expect([last & MARK, last & LAST]).toEqual([STOP, LAST]);
  });

  it("keeps everything for a share of 1", () => {
    expect(cutBody(body, 1)).toEqual(body);
  });
});

describe("joining bodies", () => {
  it("puts one behind the other, so that both are contained", () => {
    const other = writeTokens(vocabulary, new Random(4), 600);
    const joined = joinBodies(body, other);
    expect(relate(body, joined)).toMatchObject({ relation: "contained", containment: [1, expect.any(Number)] });
    expect(relate(joined, other).relation).toBe("contains");
    expect(relate(body, other).relation).toBe("none");
  });
});
