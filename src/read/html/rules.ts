/**
 * The rules that speak for or against a line being content, in families. Of a `one` family exactly one rule fires for a
 * line (or none, −1), of a `many` family every rule whose bit is set. A rule's name is `family:label`.
 */
import { gatherFacts, isInside, type PageFacts } from "./facts.js";
import { HINT_NAMES } from "./hints.js";
import { CONTEXT_NAMES, type HtmlPage } from "./page.js";

interface Family {
  readonly kind: "one" | "many";
  readonly name: string;
  readonly labels: readonly string[];
  /** Where labels are steps of a scale, or cells of a table of two scales: steps of the first, steps of the second. */
  readonly scale?: readonly [first: number, second: number];
  readonly of: (facts: PageFacts, line: number) => number;
}

const WORD_BINS = [1, 2, 4, 7, 11, 16, 26, 46] as const;
const LINK_BINS = [0.001, 0.15, 0.35, 0.7] as const;
const SHARE_BINS = [0.001, 0.02, 0.08, 0.25, 0.5, 0.75, 0.95] as const;
const COUNT_BINS = [2, 3, 4, 6, 9, 15, 31] as const;
const DISTANCE_BINS = [2, 3, 5, 9, 17] as const;
const TAGS = ["p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "dt", "dd", "blockquote", "figcaption", "pre", "section", "article", "header", "footer", "page", "body", "label", "form"] as const;

/** Number of borders that a value has reached. */
function binOf(value: number, borders: readonly number[]): number {
  let bin = 0;
  while (bin < borders.length && value >= (borders[bin] ?? 0)) bin++;
  return bin;
}

function labelsOf(borders: readonly number[]): string[] {
  return [`<${borders[0]}`, ...borders.map((border, i) => (i + 1 < borders.length ? `${border}-${borders[i + 1]}` : `≥${border}`))];
}

function cross(a: readonly string[], b: readonly string[], joint: string): string[] {
  return a.flatMap((left) => b.map((right) => `${left}${joint}${right}`));
}

const share = (part: number | undefined, whole: number | undefined): number => (part ?? 0) / Math.max(1, whole ?? 0);

const wordBin = ({ shapes }: PageFacts, line: number): number => binOf(shapes.words[line] ?? 0, WORD_BINS);
const linkBin = ({ page }: PageFacts, line: number): number => binOf(share(page.lines.linked[line], page.lines.solid[line]), LINK_BINS);
const blockOf = ({ page }: PageFacts, line: number): number => page.lines.block[line] ?? 0;

/** The container a number of levels up, or −1. */
function ancestor(facts: PageFacts, line: number, levels: number): number {
  let block = blockOf(facts, line);
  for (let level = 0; level < levels && block >= 0; level++) block = facts.container[block] ?? -1;
  return block;
}

const WORDS_BY_LINKS_SCALE = [WORD_BINS.length + 1, LINK_BINS.length + 1] as const;
const WORDS_BY_LINKS = cross(labelsOf(WORD_BINS).map((label) => `${label} words`), labelsOf(LINK_BINS).map((label) => `${label} linked`), ", ");

function wordsByLinks(facts: PageFacts, line: number): number {
  if (line < 0 || line >= facts.page.lines.count) return -1;
  return wordBin(facts, line) * (LINK_BINS.length + 1) + linkBin(facts, line);
}

/** What a line that many lines away is. */
function neighbour(name: string, step: number): Family {
  return { kind: "one", name, labels: [...WORDS_BY_LINKS, "none"], scale: WORDS_BY_LINKS_SCALE, of: (facts, line) => {
    const found = wordsByLinks(facts, line + step);
    return found < 0 ? WORDS_BY_LINKS.length : found;
  } };
}

function hintFamily(name: string, levels: number): Family {
  return { kind: "many", name, labels: HINT_NAMES, of: (facts, line) => facts.hints[ancestor(facts, line, levels)] ?? 0 };
}

/** Shares of the page's prose in the container, and of links in it. */
function containerFamily(name: string, levels: number): Family {
  const labels = cross(labelsOf(SHARE_BINS).map((label) => `${label} of prose`), labelsOf(LINK_BINS).map((label) => `${label} linked`), ", ");
  return { kind: "one", name, labels, scale: [SHARE_BINS.length + 1, LINK_BINS.length + 1], of: (facts, line) => {
    const block = ancestor(facts, line, levels);
    if (block < 0) return -1;
    const prose = share(facts.proseInside.inside[block], facts.proseInside.total);
    const linked = share(facts.linkedInside.inside[block], facts.wordsInside.inside[block]);
    return binOf(prose, SHARE_BINS) * (LINK_BINS.length + 1) + binOf(linked, LINK_BINS);
  } };
}

function countFamily(name: string, of: (facts: PageFacts, line: number) => number): Family {
  return { kind: "one", name, labels: labelsOf(COUNT_BINS), scale: [COUNT_BINS.length + 1, 1], of: (facts, line) => {
    const count = of(facts, line);
    return count < 0 ? -1 : binOf(count, COUNT_BINS);
  } };
}

const ENDS = ["none", "stop", "question", "colon", "comma", "ellipsis", "quote", "bracket", "digit"] as const;
const BEGINS = ["lower", "upper", "digit", "quote", "sign", "spaceless", "symbol"] as const;

function placeOf(facts: PageFacts, line: number): number {
  if (facts.firstProse < 0) return 0;
  if (line < facts.firstProse) return 1 + binOf(facts.firstProse - line, DISTANCE_BINS);
  if (line > facts.lastProse) return 2 + DISTANCE_BINS.length + binOf(line - facts.lastProse, DISTANCE_BINS);
  return 3 + DISTANCE_BINS.length * 2;
}

function depthBelowHolder(facts: PageFacts, line: number): number {
  const holder = facts.holders[1] ?? -1;
  const block = blockOf(facts, line);
  if (!isInside(facts.page, block, holder)) return 0;
  return 1 + Math.min(5, (facts.page.blocks.depth[block] ?? 0) - (facts.page.blocks.depth[holder] ?? 0));
}

/** Levels up from the line to a block that also holds the holder of most prose. */
function levelsToHolder(facts: PageFacts, line: number): number {
  const holder = facts.holders[1] ?? -1;
  if (holder < 0) return -1;
  let block = blockOf(facts, line);
  let levels = 0;
  while (block >= 0 && !isInside(facts.page, holder, block) && levels < 6) {
    block = facts.page.blocks.parent[block] ?? -1;
    levels++;
  }
  return isInside(facts.page, blockOf(facts, line), holder) ? 0 : 1 + levels;
}

const FAMILIES: readonly Family[] = [
  { kind: "one", name: "line", labels: WORDS_BY_LINKS, scale: WORDS_BY_LINKS_SCALE, of: wordsByLinks },
  neighbour("line before", -1),
  neighbour("line behind", 1),
  neighbour("second line before", -2),
  neighbour("second line behind", 2),
  { kind: "one", name: "end", labels: cross(ENDS, ["short", "long"], ", "), of: ({ shapes }, line) => (shapes.end[line] ?? 0) * 2 + ((shapes.words[line] ?? 0) >= 9 ? 1 : 0) },
  { kind: "one", name: "begin", labels: BEGINS, of: ({ shapes }, line) => shapes.begin[line] ?? 0 },
  { kind: "one", name: "commas", labels: ["0", "1", "2", "3", "≥4"], scale: [5, 1], of: ({ shapes }, line) => Math.min(4, shapes.commas[line] ?? 0) },
  { kind: "one", name: "sentences", labels: ["0", "1", "2", "3", "≥4"], scale: [5, 1], of: ({ shapes }, line) => Math.min(4, shapes.sentences[line] ?? 0) },
  { kind: "one", name: "function words", labels: [...labelsOf([0.001, 0.1, 0.2, 0.3, 0.4]), "unknown"], scale: [6, 1], of: ({ shapes }, line) => (shapes.spaceless[line] === 1 ? 6 : binOf(share(shapes.functionWords[line], shapes.words[line]), [0.001, 0.1, 0.2, 0.3, 0.4])) },
  { kind: "one", name: "interface words", labels: labelsOf([0.001, 0.1, 0.25, 0.5, 0.75]), scale: [6, 1], of: ({ shapes }, line) => binOf(share(shapes.interfaceWords[line], shapes.words[line]), [0.001, 0.1, 0.25, 0.5, 0.75]) },
  { kind: "one", name: "capitals", labels: labelsOf([0.001, 0.15, 0.35, 0.6, 0.9]), scale: [6, 1], of: ({ shapes }, line) => binOf(share(shapes.capitals[line], shapes.words[line]), [0.001, 0.15, 0.35, 0.6, 0.9]) },
  { kind: "one", name: "numbers", labels: labelsOf([0.001, 0.1, 0.3, 0.6]), scale: [5, 1], of: ({ shapes }, line) => binOf(share(shapes.numbers[line], shapes.words[line]), [0.001, 0.1, 0.3, 0.6]) },
  { kind: "many", name: "signs", labels: ["address", "copyright", "bars", "all stressed", "buttons", "several links"], of: ({ shapes, page: { lines } }, line) =>
    (shapes.address[line] ?? 0) | ((shapes.copyright[line] ?? 0) << 1) | ((shapes.barred[line] ?? 0) << 2) |
    ((lines.stressed[line] ?? 0) >= 0.9 * (lines.solid[line] ?? 0) ? 8 : 0) | ((lines.pressed[line] ?? 0) > 0 ? 16 : 0) | ((lines.links[line] ?? 0) > 2 ? 32 : 0) },
  { kind: "one", name: "tag", labels: [...TAGS, "other"], of: (facts, line) => {
    const found = (TAGS as readonly string[]).indexOf(facts.page.blocks.tag[blockOf(facts, line)] ?? "");
    return found < 0 ? TAGS.length : found;
  } },
  { kind: "one", name: "parent tag", labels: [...TAGS, "other"], of: (facts, line) => {
    const found = (TAGS as readonly string[]).indexOf(facts.page.blocks.tag[ancestor(facts, line, 1)] ?? "");
    return found < 0 ? TAGS.length : found;
  } },
  { kind: "many", name: "in", labels: CONTEXT_NAMES.map(([, name]) => name), of: (facts, line) => facts.page.blocks.context[blockOf(facts, line)] ?? 0 },
  hintFamily("class", 0),
  hintFamily("parent's class", 1),
  hintFamily("grandparent's class", 2),
  { kind: "many", name: "class around", labels: HINT_NAMES, of: (facts, line) => facts.page.blocks.hintsAround[blockOf(facts, line)] ?? 0 },
  { kind: "many", name: "inline class", labels: HINT_NAMES, of: (facts, line) => facts.page.lines.inlineHints[line] ?? 0 },
  containerFamily("container", 1),
  containerFamily("outer container", 2),
  containerFamily("outer container 3", 3),
  { kind: "many", name: "in the block with", labels: ["half of the prose", "70 % of the prose", "85 % of the prose", "97 % of the prose"], of: (facts, line) =>
    facts.holders.reduce((bits, holder, i) => bits | (isInside(facts.page, blockOf(facts, line), holder) ? 1 << i : 0), 0) },
  { kind: "one", name: "levels below the main block", labels: ["outside", "0", "1", "2", "3", "4", "≥5"], scale: [7, 1], of: depthBelowHolder },
  { kind: "one", name: "levels to the main block", labels: ["inside", "0", "1", "2", "3", "4", "5", "≥6"], scale: [8, 1], of: levelsToHolder },
  { kind: "one", name: "place", labels: ["no prose", ...labelsOf(DISTANCE_BINS).map((label) => `${label} before the prose`), ...labelsOf(DISTANCE_BINS).map((label) => `${label} behind the prose`), "among the prose"], of: placeOf },
  { kind: "one", name: "prose before", labels: labelsOf(DISTANCE_BINS), scale: [DISTANCE_BINS.length + 1, 1], of: ({ proseBefore }, line) => binOf(proseBefore[line] ?? 0, DISTANCE_BINS) },
  { kind: "one", name: "prose behind", labels: labelsOf(DISTANCE_BINS), scale: [DISTANCE_BINS.length + 1, 1], of: ({ proseBehind }, line) => binOf(proseBehind[line] ?? 0, DISTANCE_BINS) },
  countFamily("blocks like its own", (facts, line) => facts.alike[blockOf(facts, line)] ?? -1),
  countFamily("blocks like its parent", (facts, line) => facts.alike[ancestor(facts, line, 1)] ?? -1),
  countFamily("blocks like its grandparent", (facts, line) => facts.alike[ancestor(facts, line, 2)] ?? -1),
  countFamily("lines in the parent", (facts, line) => facts.linesInside.inside[ancestor(facts, line, 1)] ?? -1),
  countFamily("items in the list", (facts, line) => facts.page.blocks.children[facts.page.blocks.list[blockOf(facts, line)] ?? -1] ?? -1),
  { kind: "one", name: "repeat", labels: cross(["none", "later", "first", "middle"], ["short", "long"], ", "), of: ({ repeats, shapes }, line) => (repeats[line] ?? 0) * 2 + ((shapes.words[line] ?? 0) >= 9 ? 1 : 0) },
  { kind: "one", name: "title", labels: cross(["<2", "2-5", "5-8", "≥8"], ["<2", "2-5", "5-8", "≥8"], " tenths in it, of it "), scale: [4, 4], of: ({ inTitle, ofTitle }, line) => binOf(inTitle[line] ?? 0, [2, 5, 8]) * 4 + binOf(ofTitle[line] ?? 0, [2, 5, 8]) },
  { kind: "one", name: "headline", labels: ["unknown", "before it", "is it", "behind it"], of: ({ headline }, line) => (headline < 0 ? 0 : line < headline ? 1 : line === headline ? 2 : 3) },
];

/** The families in order; rules are numbered through. */
export const RULE_FAMILIES: readonly Pick<Family, "name" | "labels" | "scale">[] = FAMILIES;

/** All rules by number. */
export const RULES: readonly string[] = FAMILIES.flatMap(({ name, labels }) => labels.map((label) => `${name}: ${label}`));

/** Calls back with each rule that fires for a line. */
export type Fires = (facts: PageFacts, line: number, onRule: (rule: number) => void) => void;

export const fireRules: Fires = (facts, line, onRule) => {
  let first = 0;
  for (const family of FAMILIES) {
    const found = family.of(facts, line);
    if (family.kind === "one") {
      if (found >= 0) onRule(first + found);
    } else {
      for (let bits = found, bit = 0; bits !== 0 && bit < family.labels.length; bits >>>= 1, bit++) {
        if ((bits & 1) === 1) onRule(first + bit);
      }
    }
    first += family.labels.length;
  }
};

export { gatherFacts, type HtmlPage };
