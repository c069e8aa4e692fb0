import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keyOf } from "../../src/read/id-table.js";
import { createIdentifier, hashText } from "../../src/read/identify.js";

function identifyAll(calls: readonly (readonly [id: string, text: string])[]) {
  const identify = createIdentifier();
  return calls.map(([id, text]) => {
    const found = identify(id, keyOf(text));
    return `${found.id} ${found.kind}`;
  });
}

describe("createIdentifier", () => {
  it("keeps the id of a first article", () => {
    expect(
      identifyAll([
        ["a", "x"],
        ["b", "x"],
        ["", "x"],
      ]),
    ).toEqual(["a new", "b new", " new"]);
  });

  it("numbers copies of a record from 2", () => {
    expect(
      identifyAll([
        ["a", "x"],
        ["a", "x"],
        ["a", "x"],
      ]),
    ).toEqual(["a new", "a~2 copy", "a~3 copy"]);
  });

  it("tells the same id with another text from a copy, also of a later text", () => {
    const calls = [
      ["a", "x"],
      ["a", "y"],
      ["a", "x"],
      ["a", "y"],
      ["a", "z"],
    ] as const;
    expect(identifyAll(calls)).toEqual(["a new", "a~2 conflict", "a~3 copy", "a~4 copy", "a~5 conflict"]);
  });

  it("passes over a number that an earlier article has as its id", () => {
    expect(
      identifyAll([
        ["a~2", "x"],
        ["a", "x"],
        ["a", "x"],
      ]),
    ).toEqual(["a~2 new", "a new", "a~3 copy"]);
  });

  it("renames an article whose id was given to a copy before", () => {
    expect(
      identifyAll([
        ["a", "x"],
        ["a", "x"],
        ["a~2", "q"],
      ]),
    ).toEqual(["a new", "a~2 copy", "a~2~2 conflict"]);
  });

  it("tells lone surrogates apart", () => {
    expect(
      identifyAll([
        ["\ud800", "x"],
        ["\ud801", "x"],
      ]),
    ).toEqual(["\ud800 new", "\ud801 new"]);
    expect(hashText("\ud800")).not.toBe(hashText("\ud801"));
  });

  it("never gives an id twice and agrees with a plain model of maps", () => {
    const id = fc.constantFrom("a", "b", "a~2", "a~3", "a~2~2", "");
    fc.assert(
      fc.property(fc.array(fc.tuple(id, fc.constantFrom("x", "y", "z")), { maxLength: 30 }), (calls) => {
        const given = identifyAll(calls);
        expect(given).toEqual(model(calls));
        expect(new Set(given.map((each) => each.split(" ")[0])).size).toBe(calls.length);
      }),
      { seed: 19, numRuns: 300 },
    );
  });

  it("stays linear for very many copies and very many ids", () => {
    const identify = createIdentifier();
    const x = keyOf("x");
    let last = "";
    for (let i = 0; i < 20_000; i++) last = identify("same", x).id;
    expect(last).toBe("same~20000");
    for (let i = 0; i < 20_000; i++) expect(identify(`other${i}`, x).kind).toBe("new");
    expect(identify("other123", x)).toEqual({ id: "other123~2", kind: "copy" });
  });
});

function model(calls: readonly (readonly [string, string])[]): string[] {
  const textsOf = new Map<string, Set<string>>();
  return calls.map(([id, text]) => {
    const texts = textsOf.get(id);
    if (texts === undefined) {
      textsOf.set(id, new Set([text]));
      return `${id} new`;
    }
    const kind = texts.has(text) ? "copy" : "conflict";
    texts.add(text);
    let n = 2;
    while (textsOf.has(`${id}~${n}`)) n++;
    textsOf.set(`${id}~${n}`, new Set([text]));
    return `${id}~${n} ${kind}`;
  });
}
