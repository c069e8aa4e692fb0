import { describe, expect, it } from "vitest";
import { cutsAmong } from "../../src/model/cuts.js";

describe("cuts among spans", () => {
  it("are those that remove or trim, in their order, and not those that flag", () => {
    const spans = (["trim", "flag", "remove", "flag", "trim"] as const).map((action, start) => ({ action, start }));
    expect(cutsAmong(spans).map(({ start }) => start)).toEqual([0, 2, 4]);
    expect(cutsAmong(spans.filter(({ action }) => action === "flag"))).toEqual([]);
  });
});
