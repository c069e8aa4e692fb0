import { describe, expect, it } from "vitest";
import { hasEqualLines } from "../../src/clean/equal-lines.js";
import { compileLexicon } from "../../src/clean/lexicon/compile.js";
import { ENGLISH } from "../../src/clean/lexicon/en.js";
import { createWorkspace, readText } from "../../src/clean/workspace.js";
import { freshKernel } from "../kernel/kernels.js";
import { PROSE, page } from "./reading.js";

const lexicon = compileLexicon([ENGLISH]);
const WORDS = "Extraordinary responsibilities notwithstanding, telecommunications surveillance";
/** The same words in more than 80 units. */
const SPACED = `${WORDS.replaceAll(" ", "    ")} !!!`;
const TEN = "The gate is shut and the boats lie out at";
/** As many lines as are asked for headlines, and two more. */
const HEAD = Array.from({ length: 12 }, (_, i) => `Berth ${i} is empty`);

describe.each([
  ["the reference", createWorkspace()],
  ["the kernel", createWorkspace(freshKernel())],
])("equal lines, told by %s", (_who, workspace) => {
  const asked = (...lines: readonly string[]): boolean =>
    hasEqualLines(readText(workspace, page(...lines, ...PROSE.slice(0, 2)), lexicon));

  it.each<[string, readonly string[]]>([
    ["of ten words", [...HEAD, TEN, TEN]],
    ["of 80 units", [...HEAD, SPACED, SPACED]],
    ["of 80 units, the first in fewer", [...HEAD, WORDS, SPACED]],
    ["of 80 units, the first two in fewer", [...HEAD, WORDS, WORDS, SPACED]],
    ["of three words among the first ten", ["The second gate", "The second gate"]],
    ["of three words, the second the tenth with words", [...HEAD.slice(0, 9), "…", "", HEAD[0] as string]],
  ])("are told: %s", (_what, lines) => {
    expect(asked(...lines)).toBe(true);
  });

  it.each<[string, readonly string[]]>([
    ["where there are none", [...HEAD, TEN, SPACED]],
    ["of nine words", [...HEAD, TEN.slice(0, -3), TEN.slice(0, -3)]],
    ["where the later one has fewer units", [...HEAD, SPACED, WORDS]],
    ["of two words", ["Second gate", "Second gate"]],
    ["of three words, the second the eleventh with words", [...HEAD.slice(0, 10), HEAD[0] as string]],
    ["of no words", ["…".repeat(90), "…".repeat(90)]],
  ])("are not told: %s", (_what, lines) => {
    expect(asked(...lines)).toBe(false);
  });
});
