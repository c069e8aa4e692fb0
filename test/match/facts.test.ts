import { describe, expect, it } from "vitest";
import { compareFacts } from "../../src/match/facts.js";
import { createSides } from "./texts.js";

const side = createSides();
const facts = (text: string) => side(text).facts();

describe("factsOf", () => {
  it("reads digits and capitals beyond ASCII", () => {
    const { numbers, names } = facts("am ٣ März kam Édith nach Ürzig, dann ２５ Uhr");
    expect([...numbers]).toEqual(["٣", "２５"]);
    expect([...names]).toEqual(["März", "Édith", "Ürzig", "Uhr"]);
  });

  it("joins the halves of one number", () => {
    const { numbers } = facts("At 04:12 on 2026-03-01 it cost 1,250.50 kroner, 3 more.");
    expect([...numbers]).toEqual(["04:12", "2026-03-01", "1,250.50", "3"]);
  });

  it("does not join numbers that only stand near each other", () => {
    expect([...facts("3 4, 5. 6").numbers]).toEqual(["3", "4", "5", "6"]);
  });

  it("takes capitals inside a sentence as names, not those that begin one", () => {
    const { names } = facts("Rain fell in Vessby. Then, near Tarn, it stopped.\nNobody saw Ada Holm.");
    expect([...names]).toEqual(["Vessby", "Tarn", "Ada", "Holm"]);
  });
});

describe("compareFacts", () => {
  it("counts what each has in the other's place", () => {
    expect(compareFacts(new Set(["1", "2", "3"]), new Set(["1", "4", "5"]))).toEqual({ kept: 1, changed: 2 });
  });

  it("does not count what only one of them adds", () => {
    expect(compareFacts(new Set(["1", "2"]), new Set(["1", "2", "3", "4"]))).toEqual({ kept: 2, changed: 0 });
  });
});
