import { describe, expect, it } from "vitest";
import { countLines, createLineReader, keysOfLines, sightLines } from "../../../src/clean/templates/sightings.js";
import type { Span } from "../../../src/model/span.js";

const read = createLineReader();
const prose = (n: number) =>
  `Paragraph ${n} tells at some length of what the harbour council did on day ${n} of its long year.`;

function article(number: number, cluster: number, lines: readonly string[], spans: readonly Span[] = []) {
  return { article: number, cluster, source: `source ${cluster % 2}`, text: lines.join("\n"), spans };
}

const spanOf = (start: number, rule: string): Span => ({
  ...{ id: "s", start, end: start + 5, action: "flag", class: "navigation", confidence: 0.7, fingerprint: false },
  evidence: [{ rule, weight: 4 }],
});

describe("countLines", () => {
  it("counts clusters, not articles nor copies inside one", () => {
    const articles = [
      article(0, 0, ["Sport", prose(1), "Sport"]),
      article(1, 0, ["SPORT", prose(2)]),
      article(2, 1, ["Sport:", prose(3)]),
    ];
    const counts = countLines(articles, read);
    const page = read.line("Sport");
    const found: number[] = [];
    counts.forEachFrom(1, (_lo, _hi, clusters) => found.push(clusters));
    expect(page.wordCount[0]).toBe(1);
    expect(found.sort()).toEqual([1, 1, 1, 2]);
  });
});

describe("sightLines", () => {
  it("gathers where a line stands and what rules say of it", () => {
    const lines = [prose(1), "SPORT", prose(2), prose(3), "Sport"];
    const text = lines.join("\n");
    const start = text.indexOf("SPORT");
    const flagged = spanOf(start, "en/navigation/sport");
    const item = spanOf(text.length - 5, "run/item");
    const [sighting, ...others] = sightLines(
      [article(7, 0, lines, [flagged, item]), article(8, 1, ["sport"])],
      read,
      keysOfLines(["Sport"], read),
    );
    expect(others).toEqual([]);
    expect(sighting).toMatchObject({
      ...{ folded: "sport", text: "SPORT", articles: [7, 8], positions: [0.25, 1, 0] },
      ...{ inside: 1, head: 2, tail: 3, behindQuote: 0 },
    });
    expect(sighting?.classes).toEqual(new Map([["navigation", 1]]));
    expect(sighting?.sources).toEqual(new Set(["source 0", "source 1"]));
  });

  it("does not take paragraphs that recur for the article's own", () => {
    const articles = [0, 1].map((n) => article(n, n, [prose(99), "Sport", prose(n)]));
    const sightings = sightLines(articles, read, keysOfLines(["Sport", prose(99)], read));
    expect(sightings.find(({ folded }) => folded === "sport")?.inside).toBe(0);
  });

  it("reads 20,000 recurring lines with as many spans", () => {
    const text = "Sport\n".repeat(20_000);
    const spans = Array.from({ length: 20_000 }, (_, n) => spanOf(n * 6, "en/x"));
    const [sighting] = sightLines(
      [{ article: 0, cluster: 0, source: "", text, spans }],
      read,
      keysOfLines(["Sport"], read),
    );
    expect(sighting?.classes.get("navigation")).toBe(20_000);
  });
});
