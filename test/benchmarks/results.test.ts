import { describe, expect, it } from "vitest";
import { grouped, percent, three } from "../../benchmarks/figures.js";
import { markdownTable, provenance, replaceRegion } from "../../benchmarks/results.js";

describe("replaceRegion", () => {
  const dedup = "<!-- bench:dedup -->\nfast\n<!-- /bench:dedup -->";

  it("makes a file that opens with its title and the region", () => {
    expect(replaceRegion("", "dedup", "fast\n")).toBe(`# Benchmark results\n\n${dedup}\n`);
  });

  it("replaces the inside of a region and nothing else", () => {
    const text = `# Mine\n\n${dedup}\n\nA word.\n`;
    expect(replaceRegion(text, "dedup", "faster")).toBe(text.replace("fast", "faster"));
  });

  it("does not read a body's dollar signs as patterns", () => {
    expect(replaceRegion(`${dedup}\n`, "dedup", "$& $1")).toContain("\n$& $1\n");
  });

  it("puts a missing region behind those that precede it, whichever came first", () => {
    const late = replaceRegion(replaceRegion("", "hostile", "h"), "dedup", "d");
    const all = replaceRegion(replaceRegion(late, "stages", "s"), "recall", "r");
    expect([...all.matchAll(/<!-- bench:(\w+)/g)].map((match) => match[1])).toEqual([
      "dedup",
      "stages",
      "recall",
      "hostile",
    ]);
    expect(all.startsWith("# Benchmark results\n\n<!-- bench:dedup -->")).toBe(true);
  });
});

describe("markdownTable", () => {
  it("aligns columns and escapes the sign that parts them", () => {
    expect(
      markdownTable(
        ["a", "b"],
        [
          ["x|y", "1"],
          ["z", "1000"],
        ],
      ),
    ).toBe("| a    |    b |\n| ---- | ---: |\n| x\\|y |    1 |\n| z    | 1000 |");
  });
});

describe("provenance", () => {
  it("names command, cores, Node and commit", () => {
    const line = provenance("npm run x");
    expect(line).toMatch(
      /^`npm run x` · .+, \d+ cores · Node \d+\.\d+\.\d+ · commit (unknown|[0-9a-f]+( with changes)?)$/,
    );
  });
});

describe("figures", () => {
  it.each([
    [0, "0"],
    [0.01234, "0.0123"],
    [1.234, "1.23"],
    [99.96, "100.0"],
    [12345.6, "12346"],
    [Number.NaN, "–"],
  ])("writes %d with three digits as %s", (value, text) => {
    expect(three(value)).toBe(text);
  });

  it("groups counts by thousands", () => {
    expect([grouped(12), grouped(1234), grouped(1234567)]).toEqual(["12", "1 234", "1 234 567"]);
  });

  it("gives no per cent of nothing", () => {
    expect([percent(1, 3), percent(0, 0)]).toEqual(["33.33 %", "–"]);
  });
});
