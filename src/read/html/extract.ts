import { type QuoteType, Tokenizer } from "htmlparser2";
import { BlockTable } from "./block-table.js";
import * as E from "./elements.js";
import { HeadGatherer } from "./head-gatherer.js";
import { HintReader, hintWords } from "./hints.js";
import { LineWriter, type Marks } from "./line-writer.js";
import { CONTEXT_NAMES, HEADING, type HtmlPage, type LineEvidence } from "./page.js";
import { BLOCKS, CELLS, contextOf, PRESSES, SKIPPED, STRESSES, VOIDS } from "./tags.js";

/** Attributes that are read; of each the first of a tag counts. */
const WANTED: ReadonlySet<string> = new Set([
  ...[
    "class",
    "id",
    "hidden",
    "style",
    "aria-hidden",
    "role",
    "itemprop",
    "rel",
    "href",
    "name",
    "property",
    "content",
  ],
  ...["http-equiv", "datetime", "pubdate", "type", "lang", "xml:lang", "open"],
]);
/** Units of an attribute that are kept. */
const ATTRIBUTE_MAX = 4000;
/** Units of class and of id that are kept. */
const CLASS_MAX = 200;
/** Ancestors whose words are given as class hints. */
const HINT_LEVELS = 3;
/** These hold the article even where a style hides them until scripts have run. */
const NEVER_HIDDEN: ReadonlySet<string> = new Set(["html", "body", "main", "article"]);

/**
 * The text of a page as lines, with evidence for each, and what the page says about itself. A pure function of the
 * string, in linear time; broken HTML gives some text and never an error. Hidden elements are left out, but where next
 * to nothing else is there.
 */
export function extractHtml(html: string): HtmlPage {
  const page = readPage(html, true);
  if (page.text.length >= LEAST_SHOWN) return page;
  const whole = readPage(html, false);
  return whole.text.length > page.text.length * HIDDEN_TIMES ? whole : page;
}

/** A page that shows less than this, and hides so many times more, shows its text by script. */
const LEAST_SHOWN = 500;
const HIDDEN_TIMES = 4;

function readPage(html: string, skipHidden: boolean): HtmlPage {
  const reader = new PageReader(html, skipHidden);
  const tokenizer = new Tokenizer({ decodeEntities: true }, reader);
  tokenizer.write(html);
  tokenizer.end();
  return reader.finish();
}

/** The evidence of one line. */
export function lineEvidence(page: HtmlPage, line: number): LineEvidence {
  const { lines, blocks } = page;
  const block = lines.block[line] ?? 0;
  const context = blocks.context[block] ?? 0;
  const list = blocks.list[block] ?? -1;
  const classHints: string[] = [];
  for (let at = block, level = 0; at >= 0 && level < HINT_LEVELS; at = blocks.parent[at] ?? -1, level++) {
    classHints.push(...hintWords(blocks.names[at] ?? ""));
  }
  return {
    text: page.text.slice(lines.start[line], lines.end[line]),
    tag: blocks.tag[block] ?? "",
    context: CONTEXT_NAMES.filter(([bit]) => (context & bit) !== 0).map(([, name]) => name),
    linkDensity: (lines.linked[line] ?? 0) / Math.max(1, lines.solid[line] ?? 0),
    depth: blocks.depth[block] ?? 0,
    blockId: block,
    listLength: list < 0 ? 0 : (blocks.children[list] ?? 0),
    isHeading: (context & HEADING) !== 0,
    classHints,
  };
}

/** Follows the tokens of a page. The names of the methods are the tokenizer's. */
class PageReader {
  readonly #html: string;
  readonly #skipHidden: boolean;
  readonly #hints = new HintReader();
  readonly #blocks = new BlockTable(this.#hints);
  readonly #head = new HeadGatherer();
  readonly #elements: E.OpenElements;
  readonly #writer: LineWriter;
  readonly #attributes = new Map<string, string>();
  #marks: Marks = { link: false, press: false, stress: false, pre: false };
  #tag = "";
  #attribute = "";
  #value = "";

  constructor(html: string, skipHidden: boolean) {
    this.#html = html;
    this.#skipHidden = skipHidden;
    this.#elements = new E.OpenElements((element) => this.#onEnd(element));
    this.#writer = new LineWriter({
      current: () => this.#blocks.current(this.#elements),
      isElsewhere: (block) => this.#blocks.isElsewhere(block),
    });
  }

  finish(): HtmlPage {
    this.#elements.closeAll();
    const { text, lines } = this.#writer.finish();
    return { text, lines, blocks: this.#blocks.finish(), head: this.#head.finish() };
  }

  ontext(start: number, end: number): void {
    this.#text(this.#html.slice(start, end));
  }

  ontextentity(codePoint: number): void {
    this.#text(String.fromCodePoint(codePoint));
  }

  onopentagname(start: number, end: number): void {
    this.#tag = this.#html.slice(start, Math.min(end, start + CLASS_MAX)).toLowerCase();
    this.#attributes.clear();
  }

  onattribname(start: number, end: number): void {
    const name = end - start > CLASS_MAX ? "" : this.#html.slice(start, end).toLowerCase();
    this.#attribute = WANTED.has(name) && !this.#attributes.has(name) ? name : "";
    this.#value = "";
  }

  onattribdata(start: number, end: number): void {
    if (this.#attribute === "" || this.#value.length >= ATTRIBUTE_MAX) return;
    this.#value += this.#html.slice(start, Math.min(end, start + ATTRIBUTE_MAX));
  }

  onattribentity(codePoint: number): void {
    if (this.#attribute !== "" && this.#value.length < ATTRIBUTE_MAX) this.#value += String.fromCodePoint(codePoint);
  }

  onattribend(_quote: QuoteType, _end: number): void {
    if (this.#attribute !== "") this.#attributes.set(this.#attribute, this.#value);
    this.#attribute = "";
  }

  onopentagend(_end: number): void {
    this.#open(this.#tag);
  }

  /** HTML knows no self-closing but of void elements and of foreign ones, which are skipped. */
  onselfclosingtag(_end: number): void {
    this.#open(this.#tag);
    if (this.#elements.has(E.IS_SKIPPED)) this.#close(this.#tag);
  }

  onclosetag(start: number, end: number): void {
    this.#close(this.#html.slice(start, Math.min(end, start + CLASS_MAX)).toLowerCase());
  }

  oncomment(): void {}
  oncdata(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  #text(data: string): void {
    this.#head.text(data);
    if (!this.#elements.has(E.IS_SKIPPED)) this.#writer.write(data, this.#marks);
  }

  #open(tag: string): void {
    this.#head.open(tag, this.#attributes, this.#elements.has(E.IS_SKIPPED));
    if (VOIDS.has(tag)) {
      this.#openVoid(tag);
      return;
    }
    if (BLOCKS.has(tag) || tag === "a") this.#elements.endImplied(tag);
    const flags = this.#flagsOf(tag);
    const names = this.#names();
    if ((flags & E.IS_SKIPPED) === 0 && !this.#elements.has(E.IS_SKIPPED)) {
      if ((flags & E.IS_BLOCK) !== 0) this.#breakAt(tag);
      else this.#writer.hint(this.#hints.read(names));
      if ((flags & E.IS_LINK) !== 0) this.#writer.beginLink();
    }
    this.#elements.open(tag, flags, names, contextOf(tag, this.#attributes.get("role")));
    this.#mark();
  }

  #openVoid(tag: string): void {
    if (tag === "hr") this.#elements.endImplied(tag);
    if ((tag === "br" || tag === "hr") && !this.#elements.has(E.IS_SKIPPED)) this.#writer.endLine();
  }

  #close(tag: string): void {
    this.#head.close(tag);
    if ((tag === "br" || tag === "p") && !this.#elements.has(E.IS_SKIPPED)) this.#writer.endLine();
    if (VOIDS.has(tag)) return;
    this.#elements.close(tag);
    this.#mark();
  }

  /** The line of a block ends before the block does: it belongs to it. */
  #onEnd(element: E.OpenElement): void {
    if ((element.flags & E.IS_BLOCK) === 0) return;
    if (!this.#elements.has(E.IS_SKIPPED)) this.#breakAt(element.tag);
    this.#blocks.end(element);
  }

  #breakAt(tag: string): void {
    if (CELLS.has(tag)) this.#writer.endCell();
    else this.#writer.endLine();
  }

  #mark(): void {
    const elements = this.#elements;
    const link = elements.has(E.IS_LINK);
    const press = elements.has(E.IS_PRESS);
    const stress = elements.has(E.IS_STRESS);
    const pre = elements.has(E.IS_PRE);
    const now = this.#marks;
    if (link === now.link && press === now.press && stress === now.stress && pre === now.pre) return;
    this.#marks = { link, press, stress, pre };
  }

  #flagsOf(tag: string): number {
    let flags = BLOCKS.has(tag) || tag.includes("-") ? E.IS_BLOCK : 0;
    if (tag === "a" && isLink(this.#attributes.get("href"))) flags |= E.IS_LINK;
    if (tag === "pre" || tag === "listing" || tag === "xmp") flags |= E.IS_PRE;
    if (STRESSES.has(tag)) flags |= E.IS_STRESS;
    if (PRESSES.has(tag) || this.#attributes.get("role") === "button") flags |= E.IS_PRESS;
    if (SKIPPED.has(tag) || (this.#skipHidden && this.#isHidden(tag))) flags |= E.IS_SKIPPED;
    return flags;
  }

  #isHidden(tag: string): boolean {
    if (NEVER_HIDDEN.has(tag)) return false;
    const attributes = this.#attributes;
    if (attributes.has("hidden") && attributes.get("hidden")?.toLowerCase() !== "until-found") return true;
    if (attributes.get("aria-hidden")?.trim().toLowerCase() === "true") return true;
    if (tag === "dialog" && !attributes.has("open")) return true;
    const style = attributes.get("style");
    return (
      style !== undefined && /(?:^|;)\s{0,9}(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)/i.test(style)
    );
  }

  #names(): string {
    const name = (this.#attributes.get("class") ?? "").slice(0, CLASS_MAX);
    const id = (this.#attributes.get("id") ?? "").slice(0, CLASS_MAX);
    return id === "" ? name : `${name} #${id}`;
  }
}

/** A jump inside the page is no link for this purpose; buttons made of links are. */
function isLink(href: string | undefined): boolean {
  return href !== undefined && !/^\s*#./.test(href);
}
