import { describe, expect, it } from "vitest";
import { cleaned, PROSE, page, spanAt } from "./reading.js";

/** An article about something else than `PROSE`. */
const OTHER = [
  "Beekeepers in the hills lost every third hive this winter, the association wrote in its yearly letter.",
  "Mites are to blame for most of it, though a warm January had lured many swarms out before anything bloomed.",
  "Anna Moll, who keeps forty colonies near the old monastery, now feeds them sugar dough by hand each evening.",
  "Honey from acacia blossom will be scarce, so jars may cost almost twice as much as two summers earlier.",
  "Young keepers can borrow a queen for free, provided they bring her daughters to the breeding yard in autumn.",
  "Orchards depend on these insects: without pollination cherry growers expect a quarter of their usual crop.",
  "A laboratory in the valley tests oils of thyme against the parasites and hopes for results before Easter.",
  "Until then volunteers count dead workers in front of wooden boxes and write the numbers on paper slips.",
] as const;
const LEAD = ["By Jane Doe", "May 4, 2012"];
const HEADLINE = "Hills lose every third hive";

const entry = (day: number, from: number, to: number) => [
  `Swarms leave the hills on day ${day}`,
  "By Jane Doe",
  `May ${day}, 2012`,
  ...OTHER.slice(from, to),
];

const flagged = (...lines: readonly string[]) => {
  const text = page(...lines);
  const spans = cleaned(text).spans.filter(({ class: name }) => name === "appended_article");
  return { text, spans };
};

describe("a second article behind the first", () => {
  it("stays whole, and does not feed the fingerprint", () => {
    const { text, spans } = flagged(...PROSE, HEADLINE, ...LEAD, ...OTHER);
    expect(cleaned(text).text).toBe(text);
    expect(spans[0]?.start).toBe(text.indexOf(HEADLINE));
    expect(spans.at(-1)?.end).toBe(text.length);
    expect(spans.every(({ action, fingerprint }) => action === "flag" && !fingerprint)).toBe(true);
  });

  it("is cut by no profile", () => {
    const text = page(...PROSE, HEADLINE, ...LEAD, ...OTHER);
    expect(cleaned(text, { profile: "aggressive" }).text).toBe(text);
  });

  it("is known by an agency's dateline beside its date", () => {
    const [first = "", ...others] = OTHER;
    const { spans } = flagged(...PROSE, HEADLINE, "May 4, 2012", `HILLTOWN (Reuters) - ${first}`, ...others);
    expect(spans.length).toBeGreaterThan(0);
  });

  it("is found again in the cleaned text", () => {
    const text = page(...PROSE, "Sign up for our newsletter", HEADLINE, ...LEAD, ...OTHER);
    const once = cleaned(text);
    expect(once.text).not.toBe(text);
    expect(cleaned(once.text).spans.some(({ class: name }) => name === "appended_article")).toBe(true);
  });

  it.each([
    ["Print", "share_bar"],
    ["Tags: bees, hills", "page_metadata"],
  ] as const)("leaves furniture inside, %s, to its own class", (line, name) => {
    const lines = [...PROSE, HEADLINE, ...LEAD, ...OTHER.slice(0, 5), line, ...OTHER.slice(5)];
    const text = page(...lines);
    const without = page(...lines.filter((other) => other !== line));
    expect(spanAt(text, line, cleaned(text))).toMatchObject({ action: "flag", class: name });
    expect(cleaned(text, { profile: "aggressive" }).text).toBe(without);
    expect(cleaned(text, { classes: { [name]: "remove" } }).text).toBe(without);
  });

  it("takes in a line that hardly looks like furniture", () => {
    const text = page(...PROSE, HEADLINE, ...LEAD, ...OTHER.slice(0, 5), "Explore", ...OTHER.slice(5));
    expect(spanAt(text, "Explore", cleaned(text))?.class).toBe("appended_article");
    expect(cleaned(text, { profile: "aggressive" }).text).toBe(text);
  });

  it.each([
    [
      "more of the same story under a subhead",
      [...PROSE.slice(0, 7), HEADLINE, ...LEAD, ...PROSE, ...PROSE.slice(1, 4)],
    ],
    ["no headline", [...PROSE, ...LEAD, ...OTHER]],
    ["no lead", [...PROSE, HEADLINE, ...OTHER]],
    ["one kind of lead", [...PROSE, HEADLINE, "By Jane Doe", ...OTHER]],
    ["few paragraphs behind", [...PROSE, HEADLINE, ...LEAD, ...OTHER.slice(0, 3)]],
    ["few paragraphs before", [...PROSE.slice(0, 3), HEADLINE, ...LEAD, ...OTHER]],
    ["readers' comments", [...PROSE, "3 Comments", HEADLINE, ...LEAD, ...OTHER]],
    ["a live blog", [...PROSE, ...entry(1, 0, 3), ...entry(2, 3, 6), ...entry(3, 6, 8)]],
    ["a list behind a colon", [...PROSE, `${HEADLINE}:`, ...LEAD, ...OTHER]],
  ])("is not seen in %s", (_, lines) => {
    expect(flagged(...lines).spans).toEqual([]);
  });
});
