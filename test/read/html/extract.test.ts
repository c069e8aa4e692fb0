import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extractHtml, lineEvidence } from "../../../src/read/html/extract.js";
import { splitLines } from "../../../src/text/lines.js";

const textOf = (html: string): string => extractHtml(html).text;

function evidenceOf(html: string, text: string) {
  const page = extractHtml(html);
  for (let line = 0; line < page.lines.count; line++) {
    const evidence = lineEvidence(page, line);
    if (evidence.text.includes(text)) return evidence;
  }
  throw new Error(`no line has ${text}`);
}

describe("extractHtml", () => {
  it.each([
    ["makes a line of each block", "<p>One.</p><p>Two.</p>", "One.\nTwo."],
    ["joins inline elements without a space of its own", "<p>un<b>break</b><i>able</i></p>", "unbreakable"],
    ["keeps the space between inline elements", "<p>a <b>b</b> <i> c</i></p>", "a b c"],
    ["collapses white space and no-break spaces", "<p>  a \n\t b&nbsp;&nbsp;c  </p>", "a b c"],
    ["breaks at br", "<p>one<br>two<br/>three</p>", "one\ntwo\nthree"],
    ["breaks at hr", "one<hr>two", "one\ntwo"],
    ["keeps the lines and spaces of pre", "<pre>a\n  b\tc\r\n\n d</pre>", "a\nb\tc\n\nd"],
    [
      "joins cells by a tab",
      "<table><tr><th>Team</th><th>Won</th></tr><tr><td>Reds</td><td>3</td></tr></table>",
      "Team\tWon\nReds\t3",
    ],
    [
      "puts a blank line between containers",
      "<div><p>a</p><p>b</p></div><ul><li>c</li><li>d</li></ul>",
      "a\nb\n\nc\nd",
    ],
    ["puts none between a heading and its paragraphs", "<div><h2>Head</h2><p>a</p></div>", "Head\na"],
    ["decodes references", "<p>&lt;a&gt; &amp;amp; &eacute;&#8217;&#x1F600; caf&eacute</p>", "<a> &amp; é’😀 café"],
    ["gives list items lines", "<ul><li>a<li>b<li>c</ul>", "a\nb\nc"],
    ["gives figcaptions lines", "<figure><img src=x><figcaption>A harbour.</figcaption></figure>", "A harbour."],
    ["drops glyphs of icon fonts", "<p>\ue001 Mail\ue002</p>", "Mail"],
    ["makes line ends of Unicode blanks", "<p>a\u2028b\u0085c</p>", "a b c"],
    ["reads text outside all elements", "plain <b>words</b>", "plain words"],
    ["reads what follows the end of the page", "<html><body><p>a</p></body></html>late", "a\n\nlate"],
    ["ends a paragraph where a block begins", "<p>a<div>b</div>c", "a\n\nb\n\nc"],
    ["takes an end tag without a beginning as nothing", "a</b></div></table>b", "ab"],
    ["breaks at a paragraph's end tag without a beginning", "a</p>b", "a\nb"],
    [
      "ends nothing outside of a cell by an end tag in it",
      "<div><table><tr><td>a</div>b</td></tr></table>c</div>",
      "ab\n\nc",
    ],
    [
      "reads what an object shows without its plug-in",
      "<object data=x><param name=y><p>A caption.</p></object>",
      "A caption.",
    ],
    ["leaves out what frames and players hold", "<iframe><p>a</p></iframe><video><p>b</p></video>c", "c"],
    ["gives nothing for nothing", "", ""],
  ])("%s", (_, html, text) => {
    expect(textOf(html)).toBe(text);
  });

  it("gives cells that lay a page out lines of their own", () => {
    const story =
      "The harbour master closed the eastern gate at noon because the swell had risen above three metres, and no boat left the basin.";
    const page = extractHtml(`<table><tr><td class="menu">Home</td><td class="story">${story}</td></tr></table>`);
    expect(page.text.split("\n").filter(Boolean)).toEqual(["Home", story]);
    expect(
      evidenceOf(`<table><tr><td class="menu">Home</td><td class="story">${story}</td></tr></table>`, "harbour")
        .classHints,
    ).toContain("story");
  });

  it.each([
    ["script", "<script>var a = '<p>no</p>'</script>"],
    ["style", "<style>p { color: red }</style>"],
    ["template", "<template><p>no</p></template>"],
    ["noscript", "<noscript><p>no</p></noscript>"],
    ["svg", "<svg><title>no</title><text>no</text></svg>"],
    ["select", "<select><option>no<option>no</select>"],
    ["comments", "<!-- <p>no</p> -->"],
    ["hidden", "<div hidden><p>no</p></div>"],
    ["aria-hidden", '<span aria-hidden="true">no</span>'],
    ["display: none", '<div style="color:red; DISPLAY : none"><p>no</p></div>'],
    ["visibility: hidden", '<div style="visibility:hidden">no</div>'],
    ["closed dialogs", "<dialog><p>no</p></dialog>"],
    ["titles", "<title>no</title>"],
    ["textareas", "<textarea><p>no</p></textarea>"],
  ])("leaves out %s", (_, html) => {
    const shown = "<p>The ferry sails at six.</p>".repeat(30);
    expect(textOf(`${shown}${html}<p>last</p>`).split(/\n+/)).toEqual([
      ...Array(30).fill("The ferry sails at six."),
      "last",
    ]);
  });

  it.each([
    ["a style of another kind", '<p style="display:block; not-display:none-such">yes</p>'],
    ["a body hidden until scripts have run", '<body style="display:none"><p>yes</p></body>'],
    ["hidden=until-found", "<div hidden=until-found>yes</div>"],
    ["open dialogs", "<dialog open>yes</dialog>"],
  ])("keeps %s", (_, html) => {
    expect(textOf(`${"<p>The ferry sails at six.</p>".repeat(30)}${html}`)).toContain("yes");
  });

  it("reads hidden text where a page shows next to nothing else", () => {
    const story = "<p>The ferry sails at six, and the quay is full of people who wait for it in the rain.</p>".repeat(
      10,
    );
    expect(textOf(`<p>Loading</p><div style="display:none">${story}</div>`)).toContain("The ferry sails");
    expect(textOf(`${story}<div style="display:none"><p>${"hidden words ".repeat(500)}</p></div>`)).not.toContain(
      "hidden",
    );
  });

  it("does not swallow a page behind a noscript without an end", () => {
    expect(textOf("<div><noscript><img></div><p>after</p>")).toBe("after");
  });

  it("gives each line its evidence", () => {
    const html = `<body><nav id="top-menu"><ul class="siteLinks"><li><a href="/a">News</a></li><li>Plain</li></ul></nav>
      <article class="story__body"><section><h2>Weather</h2><p class="lead">Wind <a href="/w">rose</a> today.</p></section></article></body>`;
    expect(evidenceOf(html, "News")).toMatchObject({ tag: "li", linkDensity: 1, listLength: 2, isHeading: false });
    expect(evidenceOf(html, "News").context).toEqual(["nav", "list", "item"]);
    expect(evidenceOf(html, "News").classHints).toEqual(["site", "links", "top", "menu"]);
    expect(evidenceOf(html, "Plain").linkDensity).toBe(0);
    expect(evidenceOf(html, "Weather")).toMatchObject({ tag: "h2", isHeading: true, listLength: 0 });
    const wind = evidenceOf(html, "Wind");
    expect(wind.linkDensity).toBeCloseTo(4 / "Windrosetoday.".length);
    expect(wind.context).toEqual(["article", "section", "paragraph"]);
    expect(wind.classHints).toEqual(["lead", "story", "body"]);
    expect(wind.blockId).toBeGreaterThan(evidenceOf(html, "Weather").blockId);
    expect(wind.depth).toBeGreaterThan(0);
  });

  it("does not take an anchor without address, or one inside the page, for a link", () => {
    expect(evidenceOf("<a name=top><p>Words</p>", "Words").linkDensity).toBe(0);
    expect(evidenceOf("<p><a href='#note'>Words</a>", "Words").linkDensity).toBe(0);
    expect(evidenceOf("<p><a href='#'>Words</a>", "Words").linkDensity).toBe(1);
  });

  it("ends a link whose block is still open, and one where the next begins", () => {
    expect(evidenceOf("<a href=x><div>One</a> and more</div>", "One").linkDensity).toBeCloseTo(3 / 10);
    expect(evidenceOf("<a href=x>One<a name=y>and more", "One").linkDensity).toBeCloseTo(3 / 10);
  });

  it("gathers what the page says about itself", () => {
    const { head } =
      extractHtml(`<html lang="en-GB"><head><title>A &amp; B</title><meta name="Author" content=" J.  Doe ">
      <link rel="canonical" href="/a"><script type="application/ld+json">{"a": 1}</script></head>
      <time datetime="2024-01-02">x</time><time pubdate datetime="2024-01-01">y</time><a rel="author">Ann Lee</a></html>`);
    expect(head).toEqual({
      title: "A & B",
      language: "en-GB",
      canonical: "/a",
      metas: [{ name: "author", content: "J. Doe" }],
      jsonLd: ['{"a": 1}'],
      times: ["2024-01-01", "2024-01-02"],
      authors: ["Ann Lee"],
    });
  });
});

const soup = fc.array(
  fc.oneof(
    fc.constantFrom(
      ..."<p> </p> <div class='a b'> </div> <a href=x> </a> <li> </ul> <ul> <table> <tr> <td> </td> </table> <b> </b> <br> <pre> </pre>".split(
        " ",
      ),
    ),
    fc.constantFrom(
      "<svg>",
      "</svg>",
      "<noscript>",
      "</noscript>",
      "<div hidden>",
      "<!--",
      "-->",
      "<script>",
      "</script>",
      "&amp;",
      "&#x",
      "<",
      "\n",
      " ",
    ),
    fc.string({ unit: "binary", maxLength: 8 }),
    fc.constantFrom("\ud800", "\0", "word", "\u2029", "\r\n"),
  ),
  { maxLength: 60 },
);

describe("extractHtml of any string", () => {
  it("gives lines that are the lines of its text, in blocks that hold them", () => {
    fc.assert(
      fc.property(soup, (parts) => {
        const { text, lines, blocks } = extractHtml(parts.join(""));
        const split = splitLines(text);
        const solid = Array.from(split.start, (start, i) => text.slice(start, split.end[i])).filter(
          (line) => line !== "",
        );
        expect(Array.from(lines.start, (start, i) => text.slice(start, lines.end[i]))).toEqual(solid);
        for (let line = 0; line < lines.count; line++) {
          expect(lines.block[line]).toBeLessThan(blocks.count);
          expect(lines.linked[line]).toBeLessThanOrEqual(lines.solid[line] as number);
          expect(lines.solid[line]).toBeGreaterThan(0);
        }
        for (let block = 1; block < blocks.count; block++) {
          const parent = blocks.parent[block] as number;
          expect(parent).toBeGreaterThanOrEqual(0);
          expect(parent).toBeLessThan(block);
          expect(blocks.end[block]).toBeGreaterThan(block);
          expect(blocks.end[block]).toBeLessThanOrEqual(blocks.end[parent] as number);
        }
      }),
      { numRuns: 500, seed: 7 },
    );
  });

  it.each([
    ["a million open elements", `${"<div>".repeat(1e6)}text`],
    ["unclosed links", "<a href=x>word ".repeat(2e5)],
    ["end tags that fit nothing", "<span>".repeat(2e5) + "</div>".repeat(2e5)],
    ["items without a list", `${"<div>".repeat(1000)}${"<li>a".repeat(2e5)}`],
    ["links that end across blocks", `${"<b>".repeat(900)}${"<div>".repeat(100)}${"</b><b>".repeat(2e5)}`],
    ["many names", Array.from({ length: 2e5 }, (_, i) => `<x${i}>`).join("")],
    ["a huge attribute", `<p class="${"a ".repeat(5e6)}">x`],
    ["open comments", "<!--".repeat(1e6)],
    ["a long line", "word ".repeat(2e6)],
    ["only lesser-than", "<".repeat(2e6)],
    ["references", "&amp;".repeat(1e6)],
  ])("reads %s to its end, and makes no text of its own", (_, html) => {
    expect(extractHtml(html).text.length).toBeLessThanOrEqual(html.length);
  });
});
