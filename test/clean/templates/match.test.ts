import { describe, expect, it } from "vitest";
import { compileLexicon } from "../../../src/clean/lexicon/compile.js";
import { ENGLISH } from "../../../src/clean/lexicon/en.js";
import { readLine } from "../../../src/clean/read-page.js";
import { compileTemplates } from "../../../src/clean/templates/match.js";
import { template, templatesOf } from "./templates.js";

const { vocabulary } = compileLexicon([ENGLISH]);

const lookup = compileTemplates(
  templatesOf({
    Post: [template("Slideshow (2 Images)"), template("Both know this line", { action: "flag" })],
    global: [template("Both know this line"), template(`Support us. ${"It costs nothing to read. ".repeat(40)}`)],
  }),
  vocabulary,
);
const find = (source: string, text: string) => lookup(source)(readLine(text, vocabulary), 0);

describe("compileTemplates", () => {
  it("finds a line by its folded words, digits for 0", () => {
    expect(find("Post", "  SLIDESHOW – (31 images) ")).toMatchObject({ scope: "source", of: 9 });
    expect(find("Post", "Slideshow (2 Images) today")).toBeUndefined();
    expect(find("Post", "")).toBeUndefined();
  });

  it("asks the source's own list first, and the list for all in any source", () => {
    expect(find("Post", "Both know this line")).toMatchObject({ scope: "source", line: { action: "flag" } });
    expect(find("Other", "Both know this line")).toMatchObject({ scope: "global", line: { action: "remove" } });
    expect(find("Other", "Slideshow (2 Images)")).toBeUndefined();
    expect(find("constructor", "Slideshow (2 Images)")).toBeUndefined();
  });

  it("leaves an article's own title alone", () => {
    const line = readLine("Both know this line", vocabulary);
    expect(lookup("Post", "BOTH KNOW THIS LINE.")(line, 0)).toBeUndefined();
    expect(lookup("Post", "Both know")(line, 0)).toBeDefined();
  });

  it("finds a line that is long enough for a page of sentences", () => {
    expect(find("", `Support us. ${"It costs nothing to read. ".repeat(40)}`)).toMatchObject({ scope: "global" });
  });
});
