import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCleaner } from "../../src/clean/clean.js";
import { cutPage } from "../../src/clean/cut-page.js";
import { createNotes } from "../../src/clean/evidence.js";
import { abroad } from "../../src/clean/lexicon/abroad.js";
import { LEXICONS } from "../../src/clean/lexicon/all.js";
import { type CompiledLexicon, compileLexicon } from "../../src/clean/lexicon/compile.js";
import { ENGLISH } from "../../src/clean/lexicon/en.js";
import { matchLine } from "../../src/clean/lexicon/match.js";
import { createEdges } from "../../src/clean/line-edges.js";
import { noteNearRepeats } from "../../src/clean/near-repeats.js";
import { FREE, type Page, SILENT } from "../../src/clean/page.js";
import { createPageBuffer } from "../../src/clean/page-buffer.js";
import { readCompiled } from "../../src/clean/read-compiled.js";
import { readPage } from "../../src/clean/read-page.js";
import { MARKS } from "../../src/clean/signs.js";
import { type Lexis, MOST_KNOWN } from "../../src/model/page-reader.js";
import { resolveOptions } from "../../src/options.js";
import { anyArticle, freshKernel } from "../kernel/kernels.js";
import { anyText } from "../text/unicode.js";
import { PROSE } from "./reading.js";

const lexicon = compileLexicon([ENGLISH]);
const kernel = freshKernel();
const [reader, other] = kernel.pages({ marks: MARKS, edges: createEdges() });
const compiled = createPageBuffer(reader);
const MOST_UNITS = 1 << 17;
const MOST_LINES = 1 << 14;

/** All that a page tells of lines and words. */
function told(page: Page): unknown {
  const { lines, words } = page;
  const cut = (column: ArrayLike<number>, count: number) => Array.from({ length: count }, (_, i) => column[i]);
  return {
    ...{ text: page.text, mode: page.mode, firstWord: cut(page.firstWord, lines.count + 1) },
    lines: [lines.start, lines.end, lines.next].map((column) => cut(column, lines.count)),
    words: [words.hash, words.start, words.end, words.id, words.bits].map((column) => cut(column, words.count)),
    columns: [
      ...[page.bits, page.wordCount, page.stopCount, page.capitalCount, page.capsCount, page.numberCount],
      ...[page.interfaceCount, page.commas, page.length, page.hashA, page.hashB],
    ].map((column) => cut(column, lines.count)),
  };
}

/** The rules that fire in each line, where and with what values; a line that is told to be silent is not asked. */
function hitsIn(page: Page, rules: CompiledLexicon): unknown[] {
  return Array.from({ length: page.lines.count }, (_, line) =>
    page.silent[line] === SILENT
      ? []
      : matchLine(page, rules, line, []).map(({ rule, ...rest }) => ({ rule: rule.id, ...rest })),
  );
}

function expectSameHits(found: Page, wanted: Page, rules: CompiledLexicon): void {
  const [ours, theirs] = [hitsIn(found, rules), hitsIn(wanted, rules)];
  if (JSON.stringify(ours) !== JSON.stringify(theirs)) expect(ours).toEqual(theirs);
}

function expectSamePage(text: string, rules: CompiledLexicon = lexicon): void {
  const expected = readPage(text, rules.vocabulary);
  expect(readCompiled(text, rules, compiled)).toBe(true);
  const [found, wanted] = [told(compiled), told(expected)];
  // Quick where they are equal; slow, and telling, where not.
  if (JSON.stringify(found) !== JSON.stringify(wanted)) expect(found).toEqual(wanted);
  expectSameHits(compiled, expected, rules);
}

const piece = fc.oneof(
  fc.constantFrom(
    ..."aZ9 '’.,-\"“”„»«:|([#@©é中ก٣ﬁ\n\r\u2028\u0085\u00a0\u00ad\u0301\ue020",
    ...["said ", "you ", "the ", "Comments", "CommentsNo ", "READ more: ", "U.S. ", "1,234.5", "it's ", "rock’n’roll "],
    ...["\u{10400}", "\u{1f600}", "\ud800", "\udc00", "ﷺ", "international ", "\ufa6c", "...", "\u2026"],
  ),
  fc.string({ unit: "binary", maxLength: 3 }),
);
const pieces = fc.array(piece, { maxLength: 120 }).map((parts) => parts.join(""));

describe("a page that the kernel reads", () => {
  it("is the page of the reference for any text", () => {
    fc.assert(
      fc.property(pieces, (text) => expectSamePage(text)),
      { seed: 61, numRuns: 3000 },
    );
    fc.assert(
      fc.property(fc.oneof(anyText, anyArticle), (text) => expectSamePage(text)),
      { seed: 62, numRuns: 500 },
    );
  });

  it("is the page of the reference for every unit, alone and among letters, digits and line ends", () => {
    for (let unit = 0; unit < 0x10000; unit += 256) {
      const lines = Array.from({ length: 256 }, (_, i) => String.fromCharCode(unit + i)).map(
        (u) => `the ${u} a${u}b ${u}x 1${u}2 ${u}\n${u}abc ab’${u} 1,${u} it.${u}\nword${u}\n`,
      );
      expectSamePage(lines.join(""));
    }
  });

  it("is the page of the reference wherever words and marks stand to blocks of 64 units", () => {
    for (let lead = 0; lead < 130; lead++) {
      for (const word of ["word", "it's", "1,5", "a’b", "x".repeat(70), "é", "dogs' ", "3.", '"q"'])
        expectSamePage(`go ${"y ".repeat(lead)}${lead % 2 === 0 ? "" : "z"}${word} end\n${word}`);
    }
  });

  it.each(["de", "ru", "zh", "ja", "ko", "th", "ar"])("is the page of the reference by the words of %s", (language) => {
    const own = LEXICONS.filter((known) => known.language === language);
    const rules = compileLexicon([...own, abroad(ENGLISH)]);
    const examples = rules.rules.flatMap(({ examples, counterExamples }) => [...examples, ...counterExamples]);
    expectSamePage(examples.join("\n"), rules);
    expectSamePage(examples.join(" "), rules);
    expectSamePage(PROSE.join("\n"));
  });

  it.each(LEXICONS.map(({ language }) => language))("tells in which lines no rule of %s fires", (language) => {
    const own = LEXICONS.filter((known) => known.language === language);
    const rules = compileLexicon([...own, ...(language === "en" ? [] : [abroad(ENGLISH)])]);
    const examples = rules.rules.flatMap(({ examples, counterExamples }) => [...examples, ...counterExamples]);
    const words = [...new Set(examples.flatMap((line) => line.split(/\s+/)))];
    const others = [
      "Sept 3, 2025",
      "14:05 GMT",
      "(Reuters)",
      "Jane Doe",
      "CNN",
      ":",
      "|",
      "- ",
      "»",
      "\u201c",
      "said",
      "your",
    ];
    const line = fc
      .array(fc.constantFrom(...words, ...others), { minLength: 1, maxLength: 9 })
      .map((all) => all.join(" "));
    const some = fc.oneof(
      line,
      fc.tuple(fc.constantFrom(...examples), line).map((both) => both.join(" ")),
    );
    fc.assert(
      fc.property(fc.array(some, { minLength: 2, maxLength: 30 }), (lines) => expectSamePage(lines.join("\n"), rules)),
      { seed: 64, numRuns: 150 },
    );
  });

  it("calls paragraphs silent, and lines in which a rule fires not", () => {
    const [asked, free] = ["Advertisement", `${PROSE[0]} Click here to subscribe to our newsletter.`];
    expect(readCompiled([...PROSE, asked, free].join("\n"), lexicon, compiled)).toBe(true);
    expect(Array.from(compiled.silent.subarray(0, PROSE.length + 2))).toEqual([...PROSE.map(() => SILENT), 0, FREE]);
    expect(Array.from(compiled.firstStart.subarray(0, PROSE.length + 1))).toEqual([0, ...PROSE.map(() => 0)]);
  });

  it("keeps every word that a rule may fire from, though what fires is known from the word before", () => {
    const offer = "Click here to subscribe to our newsletter.";
    const count = (text: string): number => {
      expect(readCompiled(text, lexicon, compiled)).toBe(true);
      return (compiled.firstStart[1] ?? 0) - (compiled.firstStart[0] ?? 0);
    };
    const once = count(`${PROSE[0]} ${offer}`);
    const { rules } = compiled;
    const known = rules[0];
    expect(once).toBeGreaterThan(0);
    expect(count(`${PROSE[0]} ${offer} ${offer}`)).toBe(once * 2);
    expect(rules[0]).toBe(known);
  });

  it("calls no line silent where the trie has no room in the kernel", () => {
    const large = { ...lexicon, lexis: { ...lexicon.lexis, walks: new Int32Array((1 << 18) + 1) } };
    expect(readCompiled(PROSE.join("\n"), large, compiled)).toBe(true);
    expect(Array.from(compiled.silent.subarray(0, PROSE.length))).toEqual(PROSE.map(() => 0));
    expectSamePage(PROSE.join("\n"));
  });

  it("is the page of the reference whatever word a line begins with, wherever it stands to blocks of 64 units", () => {
    const words = [
      "By",
      "CommentsNo",
      "Comments",
      "commentsNO",
      "o'Brien",
      "McKay",
      "iPhone",
      "A",
      "1,5",
      "Sharetweet",
    ];
    for (let lead = 0; lead < 70; lead++)
      for (const word of [...words, "ShareThis", "AbéC", "photoBy", "abcdefgHi", "abcdefghI"])
        expectSamePage(`${"y".repeat(lead)}\n${word} on the quay\n${word}\n`);
  });

  it("leaves to the reference the words that have no places, and columns that have no room", () => {
    const { lexis } = lexicon;
    const isRead = (changes: Partial<Lexis>): boolean =>
      readCompiled(PROSE.join("\n"), { ...lexicon, lexis: { ...lexis, ...changes } }, compiled);
    expect(isRead({ table: new Uint16Array(0) })).toBe(false);
    expect([MOST_KNOWN, MOST_KNOWN + 1].map((most) => isRead({ traits: new Uint16Array(most) }))).toEqual([
      true,
      false,
    ]);
    expect([1, 2].map((times) => isRead({ table: new Uint16Array(MOST_KNOWN * 4 * times) }))).toEqual([true, false]);
    expect([1, 2].map((times) => isRead({ factors: new Uint16Array(MOST_KNOWN * times) }))).toEqual([true, false]);
    expectSamePage(PROSE.join("\n"));
  });

  it("is the page of the reference where known words have one hash, short and long ones, and where another word has it", () => {
    const alike = [
      "nevifat sinekef",
      "cokihovatu hocogatuho",
      "varapiva zosenolutu",
      "diseraд pihovabaco",
      "pidirakifuд mecocotuluд",
    ];
    const [first, second] = [0, 1].map((at) => alike.map((pair) => pair.split(" ")[at] ?? ""));
    for (const [some = [], others = []] of [
      [first, second],
      [second, first],
      [first, []],
      [second, []],
    ]) {
      const { interfaceWords, reporting } = ENGLISH;
      const own = { interfaceWords: [...interfaceWords, ...some], reporting: [...reporting, ...others] };
      const rules = compileLexicon([{ ...ENGLISH, ...own }]);
      expect(rules.lexis.chained.filter((number) => number !== 0).length).toBe(others.length);
      for (const mark of [" ", "\n", " é ", ", ", ". Nevifat "]) expectSamePage(alike.join(mark), rules);
      expectSamePage(`${PROSE[0]} ${alike.join(" ").toUpperCase()} ${PROSE[1]}`, rules);
    }
    expectSamePage(alike.join(" "));
  });

  it("is the page of the reference for empty, blank and sentence texts, and for long and many lines", () => {
    const sentences = `${PROSE.join(" ")} `.repeat(3);
    const long = `${"word ".repeat(20_000)}${"9".repeat(9000)} ${"é".repeat(9000)}`;
    for (const text of ["", " ", "\n", "\r\n\r", " \n \u00ad\n", sentences, long, "a\n".repeat(MOST_LINES)])
      expectSamePage(text);
  });

  it("does not hear what was read before", () => {
    expectSamePage("A long line of said words, and ’ more: it's é.\n".repeat(40));
    for (const text of ["x", "it’", "1.", "a", ""]) expectSamePage(text);
  });

  it("gives what stays to the page that is made of it", () => {
    const next = createPageBuffer(other);
    let derived = 0;
    const lines = fc.array(fc.tuple(fc.boolean(), piece, piece), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(lines, (parts) => {
        const written = parts.map(([, a, b]) => `${a} word ${b}`.replace(/[\n\r\u0085\u2028\u2029]/g, ""));
        const text = written.map((line) => `${line}\n`).join("");
        const left = written.flatMap((line, i) => (parts[i]?.[0] === true ? [] : [`${line}\n`])).join("");
        expect(readCompiled(text, lexicon, compiled)).toBe(true);
        const cuts = parts.flatMap(([goes], i) =>
          goes ? [{ start: compiled.lines.start[i] ?? 0, end: compiled.lines.next[i] ?? 0 }] : [],
        );
        if (!cutPage(compiled, cuts, left, lexicon.vocabulary, next)) return;
        derived++;
        const expected = readPage(left, lexicon.vocabulary);
        expect(told(next)).toEqual(told(expected));
        expectSameHits(next, expected, lexicon);
      }),
      { seed: 64, numRuns: 500 },
    );
    expect(derived).toBeGreaterThan(400);
  });

  it("is read again where a line loses a part, by the kernel as by the reference", () => {
    const next = createPageBuffer(other);
    const place = fc.nat({ max: 60 });
    let derived = 0;
    const lines = fc.array(fc.tuple(place, place, piece, piece), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(lines, (parts) => {
        const written = parts.map(([, , a, b], i) =>
          `${a} word ${PROSE[i % PROSE.length]?.slice(0, 50)} ${b}`.replace(/[\n\r\u0085\u2028\u2029]/g, ""),
        );
        const text = written.map((line) => `${line}\n`).join("");
        expect(readCompiled(text, lexicon, compiled)).toBe(true);
        const cuts = parts.flatMap(([from, length], i) => {
          const start = (compiled.lines.start[i] ?? 0) + Math.min(from, (written[i] ?? "").length);
          const end = Math.min(start + length, compiled.lines.end[i] ?? 0);
          return end > start ? [{ start, end }] : [];
        });
        let at = 0;
        let left = "";
        for (const { start, end } of cuts) {
          left += text.slice(at, start);
          at = end;
        }
        left += text.slice(at);
        if (!cutPage(compiled, cuts, left, lexicon.vocabulary, next)) return;
        derived++;
        const expected = readPage(left, lexicon.vocabulary);
        expect(told(next)).toEqual(told(expected));
        expectSameHits(next, expected, lexicon);
      }),
      { seed: 66, numRuns: 500 },
    );
    expect(derived).toBeGreaterThan(400);
  });

  it("calls what is left of a line silent where no rule fires in it", () => {
    const next = createPageBuffer(other);
    const tag = "Click here: ";
    const text = `${PROSE[0]}\n${tag}${PROSE[1]}\n${PROSE[2]}\n`;
    const start = text.indexOf(tag);
    expect(readCompiled(text, lexicon, compiled)).toBe(true);
    expect(compiled.silent[1]).not.toBe(SILENT);
    const cut = { start, end: start + tag.length };
    expect(cutPage(compiled, [cut], text.replace(tag, ""), lexicon.vocabulary, next)).toBe(true);
    expect(Array.from(next.silent.subarray(0, 3))).toEqual([SILENT, SILENT, SILENT]);
  });

  it("is told apart only where no line repeats another, whatever lines go", () => {
    const part = fc
      .tuple(fc.constantFrom(...PROSE), fc.nat({ max: 12 }), fc.nat({ max: 30 }))
      .map(([from, first, length]) =>
        from
          .split(" ")
          .slice(first, first + length)
          .join(" "),
      );
    const line = fc.oneof(
      part,
      fc.tuple(part, part).map((both) => both.join(" ")),
      fc.constantFrom(...PROSE),
    );
    let apart = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(line, fc.boolean()), { minLength: 2, maxLength: 8 }), (lines) => {
        const text = lines.map(([words]) => words).join("\n");
        expect(readCompiled(text, lexicon, compiled)).toBe(true);
        if (!reader.areApart(compiled.lines.count, compiled.words.count)) return;
        apart++;
        for (const kept of [lines, lines.filter(([, stays]) => stays)]) {
          const notes = createNotes();
          noteNearRepeats(readPage(kept.map(([words]) => words).join("\n"), lexicon.vocabulary), notes);
          expect(notes.findings.size).toBe(0);
        }
      }),
      { seed: 67, numRuns: 2000 },
    );
    expect(apart).toBeGreaterThan(200);
    expect(readCompiled(PROSE.join("\n"), lexicon, compiled)).toBe(true);
    expect(reader.areApart(compiled.lines.count, compiled.words.count)).toBe(true);
  });

  it("keeps in mind that no lines share words where whole lines go, and not where a line is read again", () => {
    const next = createPageBuffer(other);
    const text = `${PROSE[0]}\n${PROSE[1]}\n${PROSE[2]}`;
    const [start, end] = [`${PROSE[0]}\n`.length, `${PROSE[0]}\n${PROSE[1]}\n`.length];
    const told = [true, false].flatMap((isApart) =>
      [end, start + 4].map((to) => {
        expect(readCompiled(text, lexicon, compiled)).toBe(true);
        expect(compiled.isApart).toBe(false);
        compiled.isApart = isApart;
        const left = text.slice(0, start) + text.slice(to);
        expect(cutPage(compiled, [{ start, end: to }], left, lexicon.vocabulary, next)).toBe(true);
        return next.isApart;
      }),
    );
    expect(told).toEqual([true, false, false, false]);
  });

  it("is left to the reference where the text has no room", () => {
    expectSamePage("a ".repeat(MOST_UNITS / 2));
    expect(readCompiled("a ".repeat(MOST_UNITS / 2 + 1), lexicon, compiled)).toBe(false);
    expect(readCompiled("a\n".repeat(MOST_LINES + 1), lexicon, compiled)).toBe(false);
    expect(readCompiled("a", lexicon, createPageBuffer())).toBe(false);
  });
});

describe("a cleaner on a kernel", () => {
  const options = resolveOptions({ profile: "standard" });
  const [plain, fast] = [createCleaner(options), createCleaner(options, {}, kernel)];
  const furniture = [
    "Advertisement",
    "Read more: The gate",
    "Sign up for our newsletter",
    "(Reuters) - The gate",
    "—",
    "",
  ];
  const line = fc.oneof(
    fc.constantFrom(...PROSE, ...PROSE.map((prose) => prose.slice(0, 60)), "Home | News | Sport"),
    fc.constantFrom(...furniture),
    pieces,
  );
  const text = fc.array(line, { minLength: 4, maxLength: 40 }).map((lines) => lines.join("\n"));

  it("finds what the reference finds, whatever was read before", () => {
    let spans = 0;
    fc.assert(
      fc.property(text, (written) => {
        const expected = plain({ id: "a", text: written, source: "" });
        spans += expected.spans.length;
        expect(fast({ id: "a", text: written, source: "" })).toEqual(expected);
      }),
      { seed: 63, numRuns: 600 },
    );
    expect(spans).toBeGreaterThan(600);
  });

  it("finds the near repeats and pull-quotes of the reference, also in what cuts leave", () => {
    const stretch = fc
      .tuple(fc.constantFrom(...PROSE), fc.nat({ max: 12 }), fc.nat({ max: 30 }), fc.nat({ max: 25 }))
      .map(([from, first, length, changed]) => {
        const words = from.split(" ").slice(first, first + 4 + length);
        return words.map((word, i) => (i === changed ? `${word}s` : word)).join(" ");
      });
    const furniture = fc.constantFrom(
      "Advertisement",
      "Share this article",
      "(Reuters) - Ships wait outside the gate.",
    );
    const line = fc.oneof(
      { weight: 6, arbitrary: stretch },
      { weight: 3, arbitrary: fc.constantFrom(...PROSE) },
      furniture,
    );
    const found = new Map<string, number>();
    fc.assert(
      fc.property(fc.array(line, { minLength: 4, maxLength: 30 }), (lines) => {
        const article = { id: "a", text: lines.join("\n"), source: "" };
        const expected = plain(article);
        for (const { class: name } of expected.spans) found.set(name, (found.get(name) ?? 0) + 1);
        expect(fast(article)).toEqual(expected);
      }),
      { seed: 65, numRuns: 1500 },
    );
    for (const name of ["near_repeat", "pull_quote", "ad_label"]) expect(found.get(name), name).toBeGreaterThan(50);
  });

  it("finds what the reference finds in texts that the kernel has no room for", () => {
    const block = `${PROSE.join("\n")}\nAdvertisement\n`;
    const huge = block.repeat(Math.ceil((MOST_UNITS + 1) / block.length));
    for (const written of [huge, `${PROSE.join("\n")}\n${"\n".repeat(MOST_LINES)}Advertisement\n`, PROSE.join(" ")])
      expect(fast({ id: "a", text: written, source: "" })).toEqual(plain({ id: "a", text: written, source: "" }));
  });
});
