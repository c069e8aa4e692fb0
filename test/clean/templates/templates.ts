import type { TemplateLine, Templates } from "../../../src/model/templates.js";

/** A line to remove, seen in five clusters at the end of articles. */
export function template(text: string, given: Partial<TemplateLine> = {}): TemplateLine {
  const positions = { first: 1, last: 1, median: 1, inside: 0 };
  return { text, clusters: 5, share: 0.5, positions, loneliness: 1, action: "remove", ...given };
}

/** Templates of nine articles a source; `global` names the list for all. */
export function templatesOf(lines: Readonly<Record<string, readonly TemplateLine[]>>): Templates {
  const counted = { articles: 9, clusters: 9, shingles: [] };
  const sources = Object.entries(lines).filter(([source]) => source !== "global");
  return {
    name: "test",
    learned: { articles: 9, clusters: 9, ruleset: "test", shingle: 5, analyzer: "unicode" },
    sources: new Map(sources.map(([source, list]) => [source, { ...counted, regime: "clean", lines: list }])),
    global: { ...counted, lines: lines.global ?? [] },
  };
}
