import { describe, expect, it } from "vitest";
import { judgeLine } from "../../../src/clean/templates/judge.js";
import { createLineReader, keysOfLines, type Sighting, sightLines } from "../../../src/clean/templates/sightings.js";
import type { Regime, Span, SpanClass } from "../../../src/model/span.js";

const read = createLineReader();

interface Seen {
  readonly text: string;
  readonly before?: number;
  readonly behind?: number;
  readonly quoteBefore?: boolean;
  readonly class?: SpanClass;
  readonly regime?: Regime;
  readonly loneliness?: number;
  readonly share?: number;
  readonly tail?: readonly string[];
}

const PROSE = "The council met on Monday and agreed that the old bridge should be painted before the winter comes";

/** Three articles that carry the line between so many paragraphs. */
function sight({ text, before = 4, behind = 0, quoteBefore = false, class: name, tail = [] }: Seen): Sighting {
  const articles = Array.from({ length: 3 }, (_, n) => {
    const own = (count: number) => Array.from({ length: count }, (_, at) => `${PROSE}, ${n} ${before - at} ${count}.`);
    const quote = quoteBefore ? [`“${PROSE} ${n} quoted.”`] : [];
    const head = [...own(before), ...quote].map((line) => `${line}\n`).join("");
    const evidence = [{ rule: "en/some/rule", weight: 6 }];
    const span = { start: head.length, end: head.length + text.length, class: name, evidence } as unknown as Span;
    const lines = `${head}${text}\n${[...own(behind), ...tail].join("\n")}`;
    return { article: n, cluster: n, source: "s", text: lines, spans: name === undefined ? [] : [span] };
  });
  const sightings = sightLines(articles, read, keysOfLines([text], read));
  const found = sightings.find(({ text: spelled }) => spelled === text);
  if (found === undefined) throw new Error(`not sighted: ${text}`);
  return found;
}

const judge = (seen: Seen) =>
  judgeLine(
    sight(seen),
    { regime: seen.regime ?? "clean", share: seen.share ?? 0.1, loneliness: seen.loneliness ?? 1 },
    read,
  );

const LINKS = ["One", "Two", "Three", "Four", "Five", "Six"].map((word) => `${word} boats leave`);
const ABOUT = "The Harbour Post is owned by the town and edited above the old fish market";

describe("a recurring line in extracted text", () => {
  it.each<[string, Seen]>([
    ["a long line at the end", { text: ABOUT }],
    ["a long line at the start", { text: ABOUT, before: 0, behind: 6 }],
    [
      "a long line that speaks to the reader, amid the article",
      { text: "Help us bring you the news of the harbour every day", behind: 6 },
    ],
    ["a long line of many articles, before lists of links", { text: ABOUT, share: 0.9, tail: LINKS }],
    ["a line that rules know", { text: "Next story", class: "related_link", behind: 6 }],
  ])("goes: %s", (_, seen) => {
    expect(judge(seen).action).toBe("remove");
  });

  it.each<[string, Seen]>([
    ["a sub-heading", { text: "What the harbour wants", behind: 6 }],
    ["a sub-heading in capitals", { text: "BY THE NUMBERS", behind: 6 }],
    ["a question", { text: "What happens next?", behind: 6 }],
    ["a speaker", { text: "ADA QUILL, HOST:", behind: 6 }],
    ["a byline", { text: "Ada Quill", before: 0, behind: 6 }],
    [
      "an author under a quotation",
      { text: "— Ada Quill of the Harbour Post, speaking on Sunday in Westport", quoteBefore: true },
    ],
    [
      "a quotation",
      { text: "“We have always been a harbour and always will be one,” she said to all of us", behind: 0 },
    ],
    ["reported speech", { text: "The mayor did not respond when asked about it, her office said" }],
    ["a list of names", { text: "Westport: Ada Quill, Bo Carr, Cy Dunn, Di East, Ed Frost, Flo Gray" }],
    ["figures", { text: "Boats in the harbour on Friday: 412 sailing and 11 waiting outside" }],
    ["a long line of few articles, before lists of links", { text: ABOUT, share: 0.1, tail: LINKS }],
    ["a long line amid the article", { text: ABOUT, behind: 6 }],
    ["a paragraph that recurs with others", { text: ABOUT, loneliness: 0.9 }],
    [
      "a line that rules set aside",
      { text: "Ada Quill and Bo Carr helped with the reporting of this story", class: "credit_line" },
    ],
    ["an introduction", { text: "Here is what the council of the harbour town decided on Monday:" }],
  ])("stays, flagged: %s", (_, seen) => {
    expect(judge(seen).action).toBe("flag");
  });

  it("gets the class that rules gave it", () => {
    expect(judge({ text: "Next story", class: "related_link" }).class).toBe("related_link");
    expect(judge({ text: ABOUT }).class).toBeUndefined();
  });
});

describe("a recurring line of raw pages", () => {
  it("goes where it stands outside the article, however short", () => {
    expect(judge({ text: "Sport", regime: "raw" }).action).toBe("remove");
    expect(judge({ text: "Sport", regime: "raw", before: 0, behind: 6 }).action).toBe("remove");
  });

  it("stays, flagged, where it is short and stands amid the article", () => {
    expect(judge({ text: "What the harbour wants", regime: "raw", behind: 6 }).action).toBe("flag");
  });
});
