/** Rules about the words of a line and of those beside it. */
import type { PageFacts } from "./facts.js";
import { binOf, cross, type Family, LINK_BINS, labelsOf, linkBin, share, WORD_BINS, wordBin } from "./families.js";

const WORDS_BY_LINKS = cross(
  labelsOf(WORD_BINS).map((label) => `${label} words`),
  labelsOf(LINK_BINS).map((label) => `${label} linked`),
  ", ",
);

function wordsByLinks(facts: PageFacts, line: number): number {
  if (line < 0 || line >= facts.page.lines.count) return -1;
  return wordBin(facts, line) * (LINK_BINS.length + 1) + linkBin(facts, line);
}

/** What a line that many lines away is. */
function neighbour(name: string, step: number): Family {
  return {
    kind: "one",
    name,
    labels: [...WORDS_BY_LINKS, "none"],
    of: (facts, line) => {
      const found = wordsByLinks(facts, line + step);
      return found < 0 ? WORDS_BY_LINKS.length : found;
    },
  };
}

const ENDS = ["none", "stop", "question", "colon", "comma", "ellipsis", "quote", "bracket", "digit"] as const;
const BEGINS = ["lower", "upper", "digit", "quote", "sign", "spaceless", "symbol"] as const;

export const LINE_FAMILIES: readonly Family[] = [
  { kind: "one", name: "line", labels: WORDS_BY_LINKS, of: wordsByLinks },
  neighbour("line before", -1),
  neighbour("line behind", 1),
  neighbour("second line before", -2),
  neighbour("second line behind", 2),
  {
    kind: "one",
    name: "end",
    labels: cross(ENDS, ["short", "long"], ", "),
    of: ({ shapes }, line) => (shapes.end[line] ?? 0) * 2 + ((shapes.words[line] ?? 0) >= 9 ? 1 : 0),
  },
  { kind: "one", name: "begin", labels: BEGINS, of: ({ shapes }, line) => shapes.begin[line] ?? 0 },
  {
    kind: "one",
    name: "commas",
    labels: ["0", "1", "2", "3", "≥4"],
    of: ({ shapes }, line) => Math.min(4, shapes.commas[line] ?? 0),
  },
  {
    kind: "one",
    name: "sentences",
    labels: ["0", "1", "2", "3", "≥4"],
    of: ({ shapes }, line) => Math.min(4, shapes.sentences[line] ?? 0),
  },
  {
    kind: "one",
    name: "function words",
    labels: [...labelsOf([0.001, 0.1, 0.2, 0.3, 0.4]), "unknown"],
    of: ({ shapes }, line) =>
      shapes.spaceless[line] === 1
        ? 6
        : binOf(share(shapes.functionWords[line], shapes.words[line]), [0.001, 0.1, 0.2, 0.3, 0.4]),
  },
  {
    kind: "one",
    name: "interface words",
    labels: labelsOf([0.001, 0.1, 0.25, 0.5, 0.75]),
    of: ({ shapes }, line) =>
      binOf(share(shapes.interfaceWords[line], shapes.words[line]), [0.001, 0.1, 0.25, 0.5, 0.75]),
  },
  {
    kind: "one",
    name: "capitals",
    labels: labelsOf([0.001, 0.15, 0.35, 0.6, 0.9]),
    of: ({ shapes }, line) => binOf(share(shapes.capitals[line], shapes.words[line]), [0.001, 0.15, 0.35, 0.6, 0.9]),
  },
  {
    kind: "one",
    name: "numbers",
    labels: labelsOf([0.001, 0.1, 0.3, 0.6]),
    of: ({ shapes }, line) => binOf(share(shapes.numbers[line], shapes.words[line]), [0.001, 0.1, 0.3, 0.6]),
  },
  {
    kind: "many",
    name: "signs",
    labels: ["address", "copyright", "bars", "all stressed", "buttons", "several links"],
    of: ({ shapes, page: { lines } }, line) =>
      (shapes.address[line] ?? 0) |
      ((shapes.copyright[line] ?? 0) << 1) |
      ((shapes.barred[line] ?? 0) << 2) |
      ((lines.stressed[line] ?? 0) >= 0.9 * (lines.solid[line] ?? 0) ? 8 : 0) |
      ((lines.pressed[line] ?? 0) > 0 ? 16 : 0) |
      ((lines.links[line] ?? 0) > 2 ? 32 : 0),
  },
  {
    kind: "one",
    name: "repeat",
    labels: cross(["none", "later", "first", "middle"], ["short", "long"], ", "),
    of: ({ repeats, shapes }, line) => (repeats[line] ?? 0) * 2 + ((shapes.words[line] ?? 0) >= 9 ? 1 : 0),
  },
  {
    kind: "one",
    name: "title",
    labels: cross(["<2", "2-5", "5-8", "≥8"], ["<2", "2-5", "5-8", "≥8"], " tenths in it, of it "),
    of: ({ inTitle, ofTitle }, line) => binOf(inTitle[line] ?? 0, [2, 5, 8]) * 4 + binOf(ofTitle[line] ?? 0, [2, 5, 8]),
  },
  {
    kind: "one",
    name: "headline",
    labels: ["unknown", "before it", "is it", "behind it"],
    of: ({ headline }, line) => (headline < 0 ? 0 : line < headline ? 1 : line === headline ? 2 : 3),
  },
];
