/** Rules about where a line stands: among the prose of the page, in containers with little or much of it, in lists of things alike. */
import { isInside, type PageFacts } from "./facts.js";
import {
  ancestor,
  binOf,
  blockOf,
  COUNT_BINS,
  cross,
  DISTANCE_BINS,
  type Family,
  LINK_BINS,
  labelsOf,
  SHARE_BINS,
  share,
} from "./families.js";

/** Shares of the page's prose in the container, and of links in it. */
function containerFamily(name: string, levels: number): Family {
  const labels = cross(
    labelsOf(SHARE_BINS).map((label) => `${label} of prose`),
    labelsOf(LINK_BINS).map((label) => `${label} linked`),
    ", ",
  );
  return {
    kind: "one",
    name,
    labels,
    of: (facts, line) => {
      const block = ancestor(facts, line, levels);
      if (block < 0) return -1;
      const prose = share(facts.proseInside.inside[block], facts.proseInside.total);
      const linked = share(facts.linkedInside.inside[block], facts.wordsInside.inside[block]);
      return binOf(prose, SHARE_BINS) * (LINK_BINS.length + 1) + binOf(linked, LINK_BINS);
    },
  };
}

function countFamily(name: string, of: (facts: PageFacts, line: number) => number): Family {
  return {
    kind: "one",
    name,
    labels: labelsOf(COUNT_BINS),
    of: (facts, line) => {
      const count = of(facts, line);
      return count < 0 ? -1 : binOf(count, COUNT_BINS);
    },
  };
}

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

export const PLACE_FAMILIES: readonly Family[] = [
  containerFamily("container", 1),
  containerFamily("outer container", 2),
  containerFamily("outer container 3", 3),
  {
    kind: "many",
    name: "in the block with",
    labels: ["half of the prose", "70 % of the prose", "85 % of the prose", "97 % of the prose"],
    of: (facts, line) =>
      facts.holders.reduce(
        (bits, holder, i) => bits | (isInside(facts.page, blockOf(facts, line), holder) ? 1 << i : 0),
        0,
      ),
  },
  {
    kind: "one",
    name: "levels below the main block",
    labels: ["outside", "0", "1", "2", "3", "4", "≥5"],
    of: depthBelowHolder,
  },
  {
    kind: "one",
    name: "levels to the main block",
    labels: ["inside", "0", "1", "2", "3", "4", "5", "≥6"],
    of: levelsToHolder,
  },
  {
    kind: "one",
    name: "place",
    labels: [
      "no prose",
      ...labelsOf(DISTANCE_BINS).map((label) => `${label} before the prose`),
      ...labelsOf(DISTANCE_BINS).map((label) => `${label} behind the prose`),
      "among the prose",
    ],
    of: placeOf,
  },
  {
    kind: "one",
    name: "prose before",
    labels: labelsOf(DISTANCE_BINS),
    of: ({ proseBefore }, line) => binOf(proseBefore[line] ?? 0, DISTANCE_BINS),
  },
  {
    kind: "one",
    name: "prose behind",
    labels: labelsOf(DISTANCE_BINS),
    of: ({ proseBehind }, line) => binOf(proseBehind[line] ?? 0, DISTANCE_BINS),
  },
  countFamily("blocks like its own", (facts, line) => facts.alike[blockOf(facts, line)] ?? -1),
  countFamily("blocks like its parent", (facts, line) => facts.alike[ancestor(facts, line, 1)] ?? -1),
  countFamily("blocks like its grandparent", (facts, line) => facts.alike[ancestor(facts, line, 2)] ?? -1),
  countFamily("lines in the parent", (facts, line) => facts.linesInside.inside[ancestor(facts, line, 1)] ?? -1),
  countFamily(
    "items in the list",
    (facts, line) => facts.page.blocks.children[facts.page.blocks.list[blockOf(facts, line)] ?? -1] ?? -1,
  ),
];
