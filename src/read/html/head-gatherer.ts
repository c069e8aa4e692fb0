/** Gathers what a page says about itself while it is read. Everything is bounded: a hostile page costs no more than it is long. */
import type { HtmlHead, HtmlMeta } from "./page.js";

const METAS_MAX = 500;
const TIMES_MAX = 100;
const AUTHORS_MAX = 10;
const JSON_LD_MAX = 20;
/** Units of one value; JSON-LD blocks longer than this are left out. */
const VALUE_MAX = 4000;
const JSON_LD_UNITS_MAX = 1 << 20;
const AUTHOR_UNITS_MAX = 200;

type Attributes = ReadonlyMap<string, string>;

/** Text of the page that is kept apart from its lines. */
type Collecting = "title" | "jsonLd" | "author";

export class HeadGatherer {
  #title = "";
  #language = "";
  #canonical = "";
  readonly #metas: HtmlMeta[] = [];
  readonly #jsonLd: string[] = [];
  readonly #times: string[] = [];
  readonly #publishedTimes: string[] = [];
  readonly #authors: string[] = [];
  #collecting: Collecting | null = null;
  #until = "";
  #pieces: string[] = [];
  #length = 0;

  /** A begin tag. */
  open(tag: string, attributes: Attributes, isForeign: boolean): void {
    if (tag === "html" && this.#language === "")
      this.#language = attributes.get("lang") ?? attributes.get("xml:lang") ?? "";
    else if (tag === "meta") this.#meta(attributes);
    else if (tag === "link") this.#link(attributes);
    else if (tag === "time") this.#time(attributes);
    else if (tag === "title" && this.#title === "" && !isForeign) this.#collect("title", tag);
    else if (tag === "script" && /^\s*application\/ld\+json/i.test(attributes.get("type") ?? ""))
      this.#collect("jsonLd", tag);
    if (this.#collecting === null && isAuthor(attributes)) this.#author(tag, attributes);
  }

  /** Text inside the element that is being collected; cheap where none is. */
  text(data: string): void {
    if (this.#collecting === null) return;
    const most = this.#collecting === "jsonLd" ? JSON_LD_UNITS_MAX : VALUE_MAX;
    if (this.#length <= most) this.#pieces.push(data);
    this.#length += data.length;
  }

  /** An end tag. */
  close(tag: string): void {
    if (this.#collecting === null || tag !== this.#until) return;
    const text = this.#pieces.join("");
    const kind = this.#collecting;
    this.#collecting = null;
    if (kind === "title") this.#title = tidy(text);
    else if (kind === "author") this.#addAuthor(text);
    else if (this.#length <= JSON_LD_UNITS_MAX && this.#jsonLd.length < JSON_LD_MAX) this.#jsonLd.push(text);
  }

  finish(): HtmlHead {
    return {
      title: this.#title,
      language: this.#language.trim(),
      canonical: this.#canonical,
      metas: this.#metas,
      jsonLd: this.#jsonLd,
      times: [...this.#publishedTimes, ...this.#times],
      authors: this.#authors,
    };
  }

  #collect(kind: Collecting, until: string): void {
    this.#collecting = kind;
    this.#until = until;
    this.#pieces = [];
    this.#length = 0;
  }

  #meta(attributes: Attributes): void {
    const content = attributes.get("content");
    const name =
      attributes.get("property") ??
      attributes.get("name") ??
      attributes.get("itemprop") ??
      attributes.get("http-equiv");
    if (content === undefined || name === undefined || this.#metas.length >= METAS_MAX) return;
    this.#metas.push({ name: tidy(name).toLowerCase(), content: tidy(content) });
  }

  #link(attributes: Attributes): void {
    if (this.#canonical !== "" || attributes.get("rel")?.trim().toLowerCase() !== "canonical") return;
    this.#canonical = tidy(attributes.get("href") ?? "");
  }

  #time(attributes: Attributes): void {
    const value = attributes.get("datetime");
    if (value === undefined || this.#times.length + this.#publishedTimes.length >= TIMES_MAX) return;
    const marked = attributes.has("pubdate") || /datepublished/i.test(attributes.get("itemprop") ?? "");
    (marked ? this.#publishedTimes : this.#times).push(tidy(value));
  }

  #author(tag: string, attributes: Attributes): void {
    const content = attributes.get("content");
    if (content !== undefined) this.#addAuthor(content);
    else if (tag !== "link" && tag !== "meta") this.#collect("author", tag);
  }

  #addAuthor(text: string): void {
    const name = tidy(text);
    if (name !== "" && name.length <= AUTHOR_UNITS_MAX && this.#authors.length < AUTHORS_MAX) this.#authors.push(name);
  }
}

function isAuthor(attributes: Attributes): boolean {
  return attributes.get("rel") === "author" || attributes.get("itemprop") === "author";
}

/** White space collapsed, at most VALUE_MAX units. */
function tidy(text: string): string {
  return text.slice(0, VALUE_MAX).replace(/\s+/g, " ").trim();
}
