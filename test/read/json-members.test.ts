import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDeeperThan, scanMembers } from "../../src/read/json-members.js";

function members(json: string): [string, string][] {
  const bytes = Buffer.from(json);
  return scanMembers(bytes).map((m) => [m.name, bytes.toString("utf8", m.valueStart, m.valueEnd)]);
}

describe("scanMembers", () => {
  it.each([
    ["{}", []],
    ['{"a":1}', [["a", "1"]]],
    [
      ' \t{ "a" : 12345678901234567890 ,\r"b":1.0 } ',
      [
        ["a", "12345678901234567890"],
        ["b", "1.0"],
      ],
    ],
    [
      '{"a":"x\\"}","a":[1,{"b":"]"}],"":null}',
      [
        ["a", '"x\\"}"'],
        ["a", '[1,{"b":"]"}]'],
        ["", "null"],
      ],
    ],
    [
      '{"te\\u0078t":true,"日本":{}}',
      [
        ["text", "true"],
        ["日本", "{}"],
      ],
    ],
    [
      '{"a":"\\\\","b":"\\\\\\""}',
      [
        ["a", '"\\\\"'],
        ["b", '"\\\\\\""'],
      ],
    ],
  ])("finds the members of %s", (json, expected) => {
    expect(members(json)).toEqual(expected);
  });

  it("finds the end of strings whose escapes stand around the place where searching takes over", () => {
    for (let length = 40; length < 56; length++) {
      for (const tail of ["\\\\", '\\"', '\\\\\\"', '\\"x\\\\', ""]) {
        const value = `"${"x".repeat(length)}${tail}"`;
        expect(members(`{"a":${value},"b":"}"}`)).toEqual([
          ["a", value],
          ["b", '"}"'],
        ]);
      }
    }
  });

  it("agrees with JSON.parse on names and values of any object", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue({ stringUnit: "binary" })),
        fc.nat(3),
        (object, indent) => {
          const json = JSON.stringify(object, null, indent);
          const found = members(json).map(([name, value]) => [name, JSON.parse(value)]);
          expect(found).toEqual(Object.entries(JSON.parse(json)));
        },
      ),
      { seed: 11, numRuns: 400 },
    );
  });

  it("says which byte follows the comma", () => {
    const [a, b] = scanMembers(Buffer.from('{"a":1 , "b":2 }'));
    expect([a?.start, a?.next, b?.start, b?.valueEnd, b?.next]).toEqual([1, 8, 9, 14, 14]);
  });

  it("walks backslashes and quotes in linear time", () => {
    const text = '\\"'.repeat(4_000_000) + "\\\\".repeat(4_000_000);
    expect(members(`{"a":"${text}"}`)[0]?.[1].length).toBe(text.length + 2);
  });
});

describe("isDeeperThan", () => {
  it("counts open brackets of both kinds", () => {
    expect(isDeeperThan(Buffer.from('{"a":[[1]]}'), 2)).toBe(true);
    expect(isDeeperThan(Buffer.from('{"a":[[1]]}'), 3)).toBe(false);
  });

  it("does not count brackets that are closed again or stand in strings", () => {
    expect(isDeeperThan(Buffer.from('[[],[],{},"[[[["]'), 2)).toBe(false);
  });
});
