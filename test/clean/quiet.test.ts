import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCleaner } from "../../src/clean/clean.js";
import { createNotes } from "../../src/clean/evidence.js";
import { compileLexicon } from "../../src/clean/lexicon/compile.js";
import { ENGLISH } from "../../src/clean/lexicon/en.js";
import { noteLexicon } from "../../src/clean/lexicon-notes.js";
import { noteNearRepeats } from "../../src/clean/near-repeats.js";
import { isQuiet, isRestQuiet } from "../../src/clean/quiet.js";
import { noteRepeats } from "../../src/clean/repeats.js";
import { noteRuns } from "../../src/clean/runs.js";
import { createWorkspace, readText } from "../../src/clean/workspace.js";
import type { Range } from "../../src/model/span.js";
import { PROFILES, resolveOptions } from "../../src/options.js";
import { freshKernel } from "../kernel/kernels.js";
import { PROSE, page } from "./reading.js";
import { mixedText } from "./texts.js";

const kernel = freshKernel();
const lexicon = compileLexicon([ENGLISH]);
const workspace = createWorkspace(kernel);
const asked = (text: string): boolean => isQuiet(readText(workspace, text, lexicon), lexicon);
const [FIRST, SECOND, THIRD] = PROSE;
const QUIET = page(...PROSE);
const SHARE = "Share this article";
/** Few words, in less than 80 units and in more; and lines to stand before them, so that they are no headlines. */
const SHORT = "Extraordinary responsibilities notwithstanding, telecommunications surveillance";
const SPACED = `${SHORT.replaceAll(" ", "    ")} !!!`;
const BERTHS = Array.from({ length: 12 }, (_, i) => `Berth ${i} lies empty`);
/** What stays in a text and does not feed the fingerprint. */
const FLAGGED = [
  "By Jane Doe",
  "May 4, 2012",
  "Reporting by Jane Doe; Editing by John Roe",
  "Jane Doe contributed to this report.",
  "Jane Doe is a staff writer for Example Today.",
] as const;

/** Whether the rest is quiet of a text without its lines that are `gone`, a line end behind each. */
function askedOfRest(text: string, gone: readonly string[]): boolean {
  const cuts: Range[] = gone.map((line) => {
    const start = text.indexOf(`${line}\n`);
    return { start, end: start + line.length + 1 };
  });
  const units = cuts.reduce((left, { start, end }) => left - (end - start), text.length);
  return isRestQuiet(readText(workspace, text, lexicon), cuts, units, lexicon);
}

/** Prose, furniture, lines that come back whole or in part, galleries, and what stands before first words. */
const line = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...PROSE) },
  { weight: 2, arbitrary: fc.constantFrom(...PROSE).map((prose) => prose.slice(0, 90)) },
  { weight: 1, arbitrary: fc.constantFrom(...PROSE).map((prose) => `“${prose.slice(20, 80)}”`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("PARIS — ", "(AP) ", "LAGOS (Reuters) - ", "3 May (AP) ").map((tag) => tag + FIRST),
  },
  { weight: 1, arbitrary: fc.constant(`A storm at sea A storm at sea ${PROSE.slice(0, 3).join(" ")}`) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(SHARE, "Read more: Second port", "A boat. / Reuters", "ADVERTISEMENT", "", "…"),
  },
);
const article = fc
  .array(fc.tuple(line, fc.constantFrom("\n", "\n", "\n", "\n\n", "\r\n", "\r", "\u2028")), { maxLength: 25 })
  .map((parts) => parts.flat().join(""));

/** Lines that go, and lines that are only flagged: what is left of these is told by what was found. */
const flagged = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...PROSE) },
      { weight: 3, arbitrary: fc.constantFrom(SHARE, "ADVERTISEMENT", "Read more: Second port", "Related stories") },
      { weight: 3, arbitrary: fc.constantFrom(...FLAGGED, "The second gate", "A third gate", "Comments", "") },
      { weight: 1, arbitrary: fc.constantFrom("A boat. / Reuters", `(AP) ${FIRST}`, PROSE[1].slice(0, 70)) },
    ),
    { maxLength: 20 },
  )
  .map((lines) => lines.join("\n"));

describe("a quiet article", () => {
  it("is cleaned as by every stage, whatever it is", () => {
    for (const profile of PROFILES) {
      const [quick, slow] = [
        createCleaner(resolveOptions({ profile }), {}, kernel),
        createCleaner(resolveOptions({ profile })),
      ];
      const isSame = (text: string): void => {
        expect(quick({ id: "a", text, source: "" })).toEqual(slow({ id: "a", text, source: "" }));
      };
      fc.assert(fc.property(article, isSame), { seed: 17, numRuns: 400 });
      fc.assert(fc.property(mixedText, isSame), { seed: 18, numRuns: 150 });
      fc.assert(fc.property(flagged, isSame), { seed: 19, numRuns: 400 });
    }
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ["is flagged where it is long, whatever the length of the first", [SHORT, FIRST, SPACED], ["repeated_line"]],
    ["is not where it is short", [SPACED, FIRST, SHORT], []],
  ])("has a line of the words of another, which %s", (_what, lines, expected) => {
    const article = { id: "a", text: page(...BERTHS, SECOND, ...lines, THIRD), source: "" };
    for (const kernels of [[kernel], []]) {
      const { spans } = createCleaner(resolveOptions({}), {}, ...kernels)(article);
      expect(spans.map((span) => span.class)).toEqual(expected);
    }
  });

  it("is one in which nothing is found", () => {
    for (const text of [QUIET, "", "\n\n", FIRST, `“${FIRST}”`, `In 1961 ${SECOND}`, QUIET.replaceAll("\n", "\r\n")])
      expect(asked(text)).toBe(true);
    // Text that lost its line ends is read by sentences.
    expect(asked(QUIET.replaceAll("\n", " "))).toBe(true);
  });

  it.each([
    ["rule that fires", page(FIRST, SHARE, SECOND)],
    ["line that comes back", page(FIRST, SECOND, FIRST)],
    ["few words that come back as a line", page("The second gate", FIRST, "The second gate")],
    ["few words that come back as a longer line", page(...BERTHS, SHORT, FIRST, SPACED)],
    ["paragraph that nearly comes back", page(FIRST, SECOND, `Early ${FIRST.slice(0, -1)} again.`)],
    ["pull-quote", page(FIRST, SECOND, THIRD, `“${FIRST.slice(0, 60)}”`, QUIET)],
    ["gallery", page(PROSE[5], `A storm at sea A storm at sea ${PROSE.slice(0, 3).join(" ")}`)],
    ["agency's tag", `(Reuters) ${FIRST}`],
    ["agency's tag behind a date", `3 May (Reuters) ${FIRST}`],
    ["dateline", `PARIS — ${FIRST}`],
    ["scraper's date", page("date 2025-09-03 WORLD", FIRST)],
  ])("has no %s", (_what, text) => {
    expect(asked(text)).toBe(false);
  });

  it("is told only by a kernel", () => {
    expect(isQuiet(readText(createWorkspace(), QUIET, lexicon), lexicon)).toBe(false);
  });
});

describe("what cuts leave of a page in which more was found", () => {
  /** Whether the rest is told by what was found in a text without its lines that are `gone`. */
  const told = (text: string, gone: readonly string[]): boolean => {
    const notes = createNotes();
    const read = readText(workspace, text, lexicon);
    const landmarks = noteLexicon(read, lexicon, notes);
    noteRepeats(read, notes, "extracted");
    noteNearRepeats(read, notes);
    noteRuns(read, landmarks, notes);
    const cuts = gone.map((line) => {
      const start = text.indexOf(`${line}\n`);
      return { start, end: start + line.length + 1 };
    });
    const units = text.length - cuts.reduce((all, { start, end }) => all + end - start, 0);
    return isRestQuiet(read, cuts, units, lexicon, { notes, landmarks });
  };
  const CREDIT = "Jane Doe contributed to this report.";

  it("is as it was where a line is left that tells nothing of the others", () => {
    expect(askedOfRest(page(FIRST, SHARE, SECOND, CREDIT), [SHARE])).toBe(false);
    expect(told(page(FIRST, SHARE, SECOND, CREDIT), [SHARE])).toBe(true);
    expect(told(page(FIRST, SHARE, SECOND), [SHARE])).toBe(true);
  });

  it.each([
    ["a header", page(FIRST, SHARE, "Related stories", SECOND, CREDIT)],
    ["a byline", page(FIRST, SHARE, "By Jane Doe", SECOND)],
    ["a repeat", page(FIRST, SHARE, SECOND, CREDIT, `Early ${FIRST.slice(0, -1)} again.`)],
    ["equal lines that may be headlines", page(SHARE, "The second gate", "The second gate", FIRST, CREDIT)],
    ["two lines of furniture", page(FIRST, SHARE, SECOND, SHARE, CREDIT, "ADVERTISEMENT")],
    ["an agency's tag", page(SHARE, `(Reuters) ${FIRST}`, CREDIT)],
  ])("is not where %s is left", (_what, text) => {
    expect(told(text, [SHARE])).toBe(false);
  });

  it("is not where a rule asks that a line stand elsewhere, which it may now", () => {
    const asked = lexicon.rules.flatMap(({ position, examples }) => (position === "tail" ? examples : []));
    const texts = asked.map((line) => page(SHARE, line, CREDIT, ...PROSE));
    const misplaced = texts.filter((text) => {
      const { misplaced } = noteLexicon(readText(workspace, text, lexicon), lexicon, createNotes());
      return misplaced.length > 0;
    });
    expect(misplaced.length).toBeGreaterThan(0);
    for (const text of misplaced) expect(told(text, [SHARE]), text).toBe(false);
  });
});

describe("what cuts leave of a page", () => {
  const shared = page(SHARE, QUIET, SHARE, "");

  it("is quiet where all goes that was found", () => {
    expect(askedOfRest(shared, [SHARE])).toBe(false);
    expect(askedOfRest(page(FIRST, SHARE, SECOND), [SHARE])).toBe(true);
    expect(askedOfRest(page(FIRST, FIRST, SECOND), [FIRST])).toBe(true);
    expect(askedOfRest(page(SHARE, "ADVERTISEMENT", FIRST), [SHARE, "ADVERTISEMENT"])).toBe(true);
  });

  it("is not where a line comes first that says who reports from where", () => {
    const lines = ["The first line", "Then one more", "And a third", "And so on", "Near the end", "The sixth line"];
    expect(asked(page(...lines, `PARIS — ${FIRST}`))).toBe(true);
    expect(askedOfRest(page(...lines, `PARIS — ${FIRST}`), ["Then one more"])).toBe(false);
  });

  it("is not told where a line lost a part, or nothing was cut", () => {
    const text = page(FIRST, SECOND);
    const read = () => readText(workspace, text, lexicon);
    expect(isRestQuiet(read(), [{ start: 4, end: 9 }], text.length - 5, lexicon)).toBe(false);
    expect(isRestQuiet(read(), [{ start: 0, end: 9 }], text.length - 9, lexicon)).toBe(false);
    expect(isRestQuiet(read(), [{ start: 0, end: FIRST.length + 9 }], SECOND.length - 8, lexicon)).toBe(false);
    expect(isRestQuiet(read(), [], text.length, lexicon)).toBe(false);
  });

  it("is not told where a line end may meet half of another", () => {
    const text = `${FIRST}\r${SHARE}\n\n${SECOND}`;
    const start = FIRST.length + 1;
    expect(
      isRestQuiet(readText(workspace, text, lexicon), [{ start, end: start + SHARE.length + 1 }], 0, lexicon),
    ).toBe(false);
  });

  it("is not told where the text loses its line ends, or had lost them", () => {
    const long = PROSE.join(" ");
    expect(askedOfRest(page("One", long), ["One"])).toBe(false);
    const sentences = readText(workspace, long, lexicon);
    expect(isRestQuiet(sentences, [{ start: 0, end: FIRST.length + 1 }], 100, lexicon)).toBe(false);
  });
});
