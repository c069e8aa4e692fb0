import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readLabels, verdictOf } from "../../../src/engine/eval/labels.js";
import { InputError } from "../../../src/errors.js";
import { scratchFolder } from "../runs.js";

const folder = scratchFolder();

function labelsOf(...rows: readonly string[]) {
  const path = join(folder, "labels.jsonl");
  writeFileSync(path, rows.map((row) => `${row}\n`).join(""));
  return readLabels(path);
}

describe("verdictOf", () => {
  it.each([
    ["copy", "positive"],
    [" Duplicate ", "positive"],
    ["contained", "positive"],
    [true, "positive"],
    [1, "positive"],
    ["true", "positive"],
    ["partial", "neutral"],
    ["UNSURE", "neutral"],
    ["ignore", "neutral"],
    ["boilerplate", "negative"],
    ["form", "negative"],
    [false, "negative"],
    [0, "negative"],
    ["", "negative"],
    [null, undefined],
    [["copy"], undefined],
  ])("reads %j as %s", (label, verdict) => {
    expect(verdictOf(label)).toBe(verdict);
  });
});

describe("readLabels", () => {
  it("reads pairs with their smaller id first, whichever member holds the label", () => {
    const labels = labelsOf(
      '{"a":"y","b":"x","label":"copy"}',
      "",
      '{"a":1,"b":"x","same":false}',
      '{"a":"x","b":"z","relation":"partial","jaccard":0.3}',
    );
    const path = join(folder, "labels.jsonl");
    expect(labels).toEqual({
      kind: "pairs",
      pairs: [
        { a: "x", b: "y", verdict: "positive", label: "copy", place: `${path}:1` },
        { a: "1", b: "x", verdict: "negative", label: "false", place: `${path}:3` },
        { a: "x", b: "z", verdict: "neutral", label: "partial", place: `${path}:4` },
      ],
    });
  });

  it("counts a pair that stands there twice once, in either order", () => {
    const labels = labelsOf('{"a":"x","b":"y","same":true}', '{"a":"y","b":"x","label":"near"}');
    expect(labels.kind === "pairs" && labels.pairs).toHaveLength(1);
  });

  it("reads clusters article by article, those without a cluster alone", () => {
    const labels = labelsOf('{"id":"x","cluster":7}', '{"id":"y","cluster":"7"}', '{"id":"z","cluster":null}');
    const clusters = labels.kind === "clusters" ? labels.articles.map(({ id, cluster }) => [id, cluster]) : [];
    expect(clusters).toEqual([
      ["x", "cluster 7"],
      ["y", "cluster 7"],
      ["z", null],
    ]);
  });

  it("reads clusters by their members, as ids or as the objects of clusters.jsonl", () => {
    const labels = labelsOf('{"id":"c1","canonical":"x","members":[{"id":"x"},{"id":"y"}]}', '{"members":["z"]}');
    const clusters = labels.kind === "clusters" ? labels.articles.map(({ id, cluster }) => [id, cluster]) : [];
    const path = join(folder, "labels.jsonl");
    expect(clusters).toEqual([
      ["x", `${path}:1`],
      ["y", `${path}:1`],
      ["z", `${path}:2`],
    ]);
  });

  it.each([
    [["{"], /labels\.jsonl:1: expected a JSON object/],
    [["7"], /labels\.jsonl:1: expected a JSON object, found 7/],
    [[], /labels\.jsonl: expected labels, found an empty file/],
    [['{"id":"x","text":"…"}'], /:1: expected a pair with "a" and "b", .* found only "id", "text"/],
    [["{}"], /:1: expected a pair .* found no members/],
    [['{"a":"x","b":"y"}'], /:1: expected "label", "same" or "relation", found only "a", "b"/],
    [['{"a":"x","b":"y","label":{}}'], /:1: expected a word or true or false in "label", found \{\}/],
    [['{"a":"x","b":"x","label":"copy"}'], /:1: expected two articles, found "x" twice/],
    [['{"a":null,"b":"x","label":"copy"}'], /:1: expected a string in "a", found null/],
    [['{"a":12345678901234567890,"b":"x","same":true}'], /:1: expected a string in "a", found the number/],
    [
      ['{"a":"x","b":"y","same":true}', '{"a":"y","b":"x","label":"minor"}'],
      /:2: expected one label for \["x","y"\], found "minor" here and "true" at .*:1/,
    ],
    [['{"a":"x","b":"y","same":true}', '{"id":"z","cluster":1}'], /:2: expected labelled pairs as in the rows before/],
    [['{"id":"z","cluster":1}', '{"a":"x","b":"y","same":true}'], /:2: expected labelled clusters/],
    [['{"id":"z","cluster":1}', '{"id":"z","cluster":2}'], /:2: expected "z" in one cluster, found it also at .*:1/],
    [['{"members":["x",null]}'], /:1: expected a string in "id", found null/],
    [['{"id":"x","cluster":{}}'], /:1: expected a string in "cluster", found \{\}/],
  ])("refuses %j", (rows, message) => {
    expect(() => labelsOf(...rows)).toThrow(InputError);
    expect(() => labelsOf(...rows)).toThrow(message);
  });

  it("refuses a file that is not there", () => {
    expect(() => readLabels(join(folder, "missing.jsonl"))).toThrow(/missing\.jsonl: expected a readable file/);
  });
});
