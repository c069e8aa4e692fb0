import { describe, expect, it } from "vitest";
import type { SpanClass } from "../../src/model/span.js";
import { actions, cleaned, PROSE, page, spanAt } from "./reading.js";

const [A, B, C, D, E, F, G, H] = PROSE;
const HEADLINE = "Cracked gate shuts half of Harbour City port";

/** Furniture put where pages have it: before the body, inside it, or behind it. */
const CUT: readonly [SpanClass, string, "head" | "middle" | "tail"][] = [
  ["legal_disclaimer", "Legal Disclaimer:", "tail"],
  [
    "legal_disclaimer",
    "The publisher provides the information “as is” without warranty of any kind. If you have any complaints or copyright issues related to this article, kindly contact the provider above.",
    "tail",
  ],
  [
    "legal_disclaimer",
    "The opinions expressed by columnists are their own and do not necessarily represent the views of this site.",
    "tail",
  ],
  ["legal_disclaimer", "This article originally appeared on Example Daily.", "tail"],
  [
    "copyright",
    "© 2019 Example Press. All rights reserved. This material may not be published, broadcast, rewritten or redistributed.",
    "tail",
  ],
  ["copyright", "Copyright 2020 The Example Times, LLC.", "tail"],
  ["link_list", "Most popular stories", "tail"],
  ["link_list", "You may also like...", "middle"],
  ["related_link", "Read more: Second port says it can take forty ships", "middle"],
  ["related_link", "RelatedExample Global - Second port says it can take forty ships", "middle"],
  ["related_link", "( PHOTOS: The gate in pictures)", "middle"],
  ["related_link", "Story continues below", "middle"],
  ["newsletter", "Sign up for our daily newsletter", "middle"],
  ["newsletter", "Get the day's news delivered straight to your inbox.", "tail"],
  ["paywall", "Already a subscriber? Log in to continue reading", "middle"],
  ["app_promo", "CLICK HERE TO GET THE EXAMPLE NEWS APP", "middle"],
  ["cta", "Follow us on Twitter", "tail"],
  ["feedback_prompt", "Got a tip? Email us at tips@example.org", "tail"],
  ["contact_prompt", "Contact us", "tail"],
  ["comments_widget", "CommentsNo comment", "tail"],
  ["comments_widget", "Leave a comment", "tail"],
  ["cookie_notice", "We use cookies to improve your experience.", "head"],
  ["read_time", "2 min read", "head"],
  ["counter", "next Image 1 of 2", "middle"],
  ["share_bar", "Share All sharing options", "head"],
  ["share_bar", "Facebook Twitter Email", "head"],
  ["ad_label", "ADVERTISEMENT", "middle"],
  ["ad_label", "Advertisement - Continue reading below", "middle"],
  ["ui_label", "This slideshow requires JavaScript.", "middle"],
  ["ui_label", "Enlarge this image toggle caption Jane Doe/AP", "middle"],
  ["page_metadata", "Filed under: Harbours", "tail"],
  ["source_credit", "SOURCE:Example World and Agencies", "tail"],
  ["photo_credit", "Image copyright Getty Images", "middle"],
  ["photo_credit", "(Jane Doe/Reuters)", "middle"],
  ["editor_note", "Editor's note: The article was updated with additional details.", "head"],
  ["editor_note", "This is a developing story and will be updated.", "tail"],
  ["publisher_about", "Example Watch is a nonprofit newsroom that investigates abuses of power.", "tail"],
  ["affiliate", "If you buy something through this post, we may earn a small commission.", "tail"],
];

/** Lines that belong to the article and stay, though the fingerprint does without them. */
const ASIDE: readonly [SpanClass, string, "head" | "middle" | "tail"][] = [
  ["publication_date", "September 3, 2025", "head"],
  ["publication_date", "Updated at 1:23 p.m.", "head"],
  ["byline", "By Jane Doe", "head"],
  ["credit_line", "Reporting by Jane Doe; Editing by John Roe", "tail"],
  ["credit_line", "The Associated Press contributed to this report.", "tail"],
  ["author_bio", "Jane Doe is a political reporter for Example News and lives in Harbour City with two dogs.", "tail"],
  ["press_release", "Forward-looking statements", "tail"],
];

function around(line: string, place: "head" | "middle" | "tail"): string {
  if (place === "head") return page(HEADLINE, line, A, B, C, D);
  return place === "middle" ? page(HEADLINE, A, B, line, C, D) : page(HEADLINE, A, B, C, D, line);
}

describe("clean", () => {
  it.each(CUT)("cuts %s: %s", (name, line, place) => {
    const text = around(line, place);
    const result = cleaned(text);
    expect(spanAt(text, line, result)).toMatchObject({ action: "remove", class: name, fingerprint: false });
    const rest = place === "tail" ? `${page(HEADLINE, A, B, C, D)}\n` : around("@@", place).replace("@@\n", "");
    expect(result.text).toBe(rest);
  });

  it.each(ASIDE)("keeps %s out of the fingerprint and in the text: %s", (name, line, place) => {
    const text = around(line, place);
    const result = cleaned(text, { profile: "conservative" });
    const flagged = result.spans.find((span) => span.class === name);
    expect(flagged === undefined ? undefined : [flagged.action, flagged.fingerprint]).toEqual(["flag", false]);
    expect(result.text).toBe(text);
  });

  it("cuts nothing from plain prose", () => {
    const result = cleaned(page(HEADLINE, ...PROSE));
    expect([result.spans, result.regime, result.warnings]).toEqual([[], "clean", []]);
  });

  it("trims a scraper's date and keeps it as metadata", () => {
    const text = page(" date 2025-09-03 Cracked gate shuts port", A, B);
    const result = cleaned(text);
    expect(result.text).toBe(page("Cracked gate shuts port", A, B));
    expect(result.spans[0]).toMatchObject({
      action: "trim",
      class: "scraper_date_prefix",
      metadata: { date: "2025-09-03" },
    });
  });

  it("removes a first line that is a date and a section", () => {
    const result = cleaned(page(" date 2025-09-03 WORLD", HEADLINE, A, B));
    expect(result.text).toBe(page(HEADLINE, A, B));
    expect(result.spans[0]).toMatchObject({ class: "page_metadata", metadata: { date: "2025-09-03" } });
  });

  it("does not take a date inside a sentence for a prefix", () => {
    const text = page("The date 2025-09-03 was carved into the gate", A, B);
    expect(cleaned(text).text).toBe(text);
  });

  it.each([
    ["(MENAFN) ", "wire_tag", { agency: "MENAFN" }],
    ["(Reuters) - ", "wire_tag", { agency: "Reuters" }],
    ["BEIJING (Reuters) - ", "dateline", { place: "BEIJING", agency: "Reuters" }],
    ["WASHINGTON, Sept 3 (AP) — ", "dateline", { place: "WASHINGTON", agency: "AP" }],
    ["NEW DELHI (PTI) – ", "dateline", { place: "NEW DELHI", agency: "PTI" }],
  ] as const)("trims the tag %j and lifts it", (tag, name, metadata) => {
    const result = cleaned(page(HEADLINE, `${tag}${A}`, B));
    expect(result.text).toBe(page(HEADLINE, A, B));
    expect(result.spans[0]).toMatchObject({ action: "trim", class: name, metadata });
  });

  it("keeps a dateline without an agency, out of the fingerprint", () => {
    const text = page(HEADLINE, `PARIS — ${A}`, B);
    const result = cleaned(text);
    expect(result.text).toBe(text);
    expect(result.spans[0]).toMatchObject({
      action: "flag",
      class: "dateline",
      fingerprint: false,
      metadata: { place: "PARIS" },
    });
  });

  it.each(["(NATO) ships waited outside.", "NASA (the agency) was told.", "PARIS fell silent."])(
    "does not take %j for a tag",
    (lead) => {
      const text = page(HEADLINE, `${lead} ${A}`, B);
      expect(cleaned(text).text).toBe(text);
    },
  );

  it("trims a caption's credit, keeps the caption out of the fingerprint", () => {
    const caption = "Divers inspect the northern gate. / Reuters";
    const result = cleaned(page(HEADLINE, caption, A, B));
    expect(result.text).toBe(page(HEADLINE, "Divers inspect the northern gate.", A, B));
    expect(actions(result)).toEqual(["flag image_caption", "trim photo_credit"]);
    expect(result.spans.map(({ fingerprint }) => fingerprint)).toEqual([false, false]);
    expect(result.spans[1]?.metadata).toEqual({ agency: "Reuters" });
  });

  it("lifts what a source line says", () => {
    const text = page(HEADLINE, A, B, "SOURCE:Example World and Agencies");
    expect(spanAt(text, "SOURCE", cleaned(text))?.metadata).toEqual({ source: "Example World and Agencies" });
  });

  it("lifts the author, the date and the agency from lines of their own", () => {
    const text = page(HEADLINE, "By Jane Doe", "Published: July 23, 2012", "Jane Doe / AP", A, B);
    const { spans } = cleaned(text);
    expect(spans.map(({ metadata }) => metadata)).toEqual([
      { author: "Jane Doe" },
      { date: "July 23, 2012" },
      { agency: "AP" },
    ]);
  });

  it("removes a header with its items at the end of the text", () => {
    const items = [
      "Second port takes forty ships",
      "Fish prices fall for a third week",
      "Why old gates crack in spring",
    ];
    const result = cleaned(page(HEADLINE, A, B, C, "Explore", ...items));
    expect(result.text).toBe(`${page(HEADLINE, A, B, C)}\n`);
    expect(new Set(result.spans.map((span) => span.class))).toEqual(new Set(["link_list"]));
  });

  it("removes an orphan header and keeps the subheading behind it", () => {
    const result = cleaned(page(HEADLINE, A, B, "", "Recommended", "", "Thousands of boats", "", C, D));
    expect(result.text).toBe(page(HEADLINE, A, B, "", "", "Thousands of boats", "", C, D));
  });

  it("keeps a weak header that has no items", () => {
    const text = page(HEADLINE, A, B, "Explore", C, D);
    expect(cleaned(text).text).toBe(text);
  });

  it("never cuts the last line of a text", () => {
    for (const text of ["Advertisement", "Most popular stories\nSign up\nShare", "2 min read"]) {
      const result = cleaned(text, { profile: "aggressive" });
      expect([result.text, result.warnings.length]).toEqual([text, 1]);
    }
  });

  it("takes an empty text and a text of white space", () => {
    expect(cleaned("")).toEqual({ text: "", spans: [], regime: "clean", warnings: [] });
    expect(cleaned(" \n\t\r\n ").text).toBe(" \n\t\r\n ");
  });

  it("removes a line with its own line end, whatever it is", () => {
    for (const end of ["\n", "\r\n", "\r", "\u2028", "\u2029", "\u0085"]) {
      const result = cleaned([HEADLINE, A, "ADVERTISEMENT", B, C].join(end));
      expect(result.text).toBe([HEADLINE, A, B, C].join(end));
    }
  });

  it("gives spans in order, inside the text, with ids and reasons", () => {
    const text = page("2 min read", HEADLINE, A, "ADVERTISEMENT", B, C, "Most read", E, F, G, H);
    const { spans } = cleaned(text);
    expect(spans.map(({ id }) => id)).toEqual(spans.map((_, i) => `s${i + 1}`));
    for (const { start, end, removed, evidence, confidence } of spans) {
      expect(text.slice(start, end)).toBe(removed);
      expect(evidence.length).toBeGreaterThan(0);
      expect(confidence).toBeGreaterThanOrEqual(0.9);
    }
  });

  it("reads no article's decisions from another", () => {
    const text = page(HEADLINE, A, "ADVERTISEMENT", B);
    const before = cleaned(text);
    cleaned(page(...PROSE, ...PROSE));
    expect(cleaned(text)).toEqual(before);
  });
});
