import { describe, expect, it } from "vitest";
import { drawPlot } from "../../benchmarks/svg-plot.js";

const plot = (label: string) =>
  drawPlot({
    title: "a title",
    x: "across",
    y: "up",
    series: [
      {
        label,
        colour: "#0072b2",
        mark: "line",
        points: [
          [0, 0],
          [0.5, 0.25],
          [1, 1],
        ],
      },
      {
        label: "dots",
        colour: "#d55e00",
        mark: "dots",
        points: [
          [0, 1],
          [1, 0],
        ],
      },
    ],
  });

describe("drawPlot", () => {
  it("puts 0 and 1 at the corners of the field and the rest in proportion", () => {
    expect(plot("line")).toContain('points="64.0,380.0 304.0,295.0 544.0,40.0"');
    expect(plot("line")).toContain('<circle cx="64.0" cy="40.0"');
    expect(plot("line")).toContain('<circle cx="544.0" cy="380.0"');
  });

  it("labels both axes and every series", () => {
    for (const text of ["a title", "across", "up", "line", "dots", "0.5"])
      expect(plot("line")).toContain(`>${text}</text>`);
  });

  it("names itself for readers who cannot see it", () => {
    expect(plot("line")).toMatch(/^<svg [^>]+>\n<title>a title<\/title>/);
  });

  it("does not let a label become markup", () => {
    expect(plot("a < b & c")).toContain(">a &lt; b &amp; c</text>");
  });
});
