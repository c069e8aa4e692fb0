import { describe, expect, it } from "vitest";
import { judgeFound, type LabelledPair } from "../../benchmarks/found-pairs.js";

const label = (a: string, b: string, what: string, byContainment = false): LabelledPair => ({
  ...{ a, b, label: what, byContainment },
});

describe("judgeFound", () => {
  const pairs = [label("a", "b", "copy"), label("a", "c", "copy", true), label("d", "e", "form")];

  it("counts right, wrong and unlabelled pairs, each once and in either order", () => {
    const found = [
      { a: "b", b: "a" },
      { a: "a", b: "b" },
      { a: "e", b: "d" },
      { a: "x", b: "y" },
    ];
    expect(judgeFound({ pairs }, found)).toMatchObject({
      right: 1,
      wrong: 1,
      unlabelled: 1,
      precision: 0.5,
      recall: 0.5,
    });
  });

  it("takes every two members of a cluster as a pair", () => {
    expect(judgeFound({ pairs }, [{ cluster: ["a", "b", "c"] }])).toMatchObject({ right: 2, unlabelled: 1, recall: 1 });
  });

  it("knows the recall of near copies apart", () => {
    expect(judgeFound({ pairs }, [{ a: "a", b: "c" }])).toMatchObject({ recall: 0.5, recallNear: 0 });
  });

  it("takes articles of two families for no copies, where families are known", () => {
    const familyOf = (id: string) => (id === "x" ? "one" : "two");
    expect(judgeFound({ pairs, familyOf }, [{ a: "x", b: "y" }])).toMatchObject({ wrong: 1, unlabelled: 0 });
    expect(judgeFound({ pairs, familyOf }, [{ a: "z", b: "y" }])).toMatchObject({ wrong: 0, unlabelled: 1 });
  });

  it("gives 0, not NaN, where nothing was found", () => {
    expect(judgeFound({ pairs }, [])).toMatchObject({ precision: 0, recall: 0, f1: 0 });
  });
});
