/** Gathers the blocks that hold text; an element becomes one when its first line ends. */
import { Column } from "./column.js";
import { IS_BLOCK, type OpenElement, type OpenElements } from "./elements.js";
import { type HintReader, signatureOf } from "./hints.js";
import { type HtmlBlocks, LIST } from "./page.js";

/** Every page has a root of its own, for text outside all elements. */
const ROOT_TAG = "page";
/** Elements of one line, as a rule: their lines belong together where their parents are one. */
const LEAF_TAGS: ReadonlySet<string> = new Set(
  "p h1 h2 h3 h4 h5 h6 li dd dt tr td th caption figcaption blockquote pre summary legend".split(" "),
);
/** Their classes speak of the page, not of a part of it. */
const PAGE_TAGS: ReadonlySet<string> = new Set(["html", "body"]);

export class BlockTable {
  readonly #parent = new Column();
  readonly #end = new Column();
  readonly #depth = new Column();
  readonly #list = new Column();
  readonly #children = new Column();
  readonly #context = new Column();
  readonly #hints = new Column();
  readonly #hintsAround = new Column();
  readonly #signature = new Column();
  readonly #tags: string[] = [];
  readonly #names: string[] = [];
  readonly #reader: HintReader;
  #lastContainer = -1;

  constructor(reader: HintReader) {
    this.#reader = reader;
  }

  get count(): number {
    return this.#tags.length;
  }

  /** The innermost open block, made one of the table with all around it. */
  current(elements: OpenElements): number {
    const missing: OpenElement[] = [];
    let place = elements.blockAt;
    let element = elements.at(place);
    while (element !== undefined && element.block < 0) {
      missing.push(element);
      place = elements.at(place - 1)?.blockAt ?? -1;
      element = elements.at(place);
    }
    let block = element?.block ?? this.#root();
    for (const each of missing.reverse()) {
      block = this.#add(each, block);
      each.block = block;
    }
    return block;
  }

  /** Whether the line of this block stands elsewhere than the line before. */
  isElsewhere(block: number): boolean {
    const container = LEAF_TAGS.has(this.#tags[block] ?? "") ? this.#parent.at(block) : block;
    const last = this.#lastContainer;
    this.#lastContainer = container;
    return container !== last;
  }

  /** The element ends: no block that comes later lies inside it. */
  end(element: OpenElement): void {
    if ((element.flags & IS_BLOCK) !== 0 && element.block >= 0) this.#end.set(element.block, this.count);
  }

  finish(): HtmlBlocks {
    if (this.count > 0) this.#end.set(0, this.count);
    return {
      count: this.count,
      parent: this.#parent.finish(),
      end: this.#end.finish(),
      depth: this.#depth.finish(),
      list: this.#list.finish(),
      children: this.#children.finish(),
      context: this.#context.finish(),
      hints: this.#hints.finish(),
      hintsAround: this.#hintsAround.finish(),
      signature: this.#signature.finish(),
      tag: this.#tags,
      names: this.#names,
    };
  }

  /** The root is the first block and ends with the page. */
  #root(): number {
    if (this.count === 0) this.#add({ tag: ROOT_TAG, names: "", context: 0 }, -1);
    return 0;
  }

  #add({ tag, names, context }: Pick<OpenElement, "tag" | "names" | "context">, parent: number): number {
    const block = this.count;
    const hints = PAGE_TAGS.has(tag) ? 0 : this.#reader.read(names);
    if (parent >= 0) this.#children.set(parent, this.#children.at(parent) + 1);
    this.#parent.push(parent);
    this.#end.push(0);
    this.#depth.push(parent < 0 ? 0 : this.#depth.at(parent) + 1);
    this.#list.push((context & LIST) !== 0 ? block : parent < 0 ? -1 : this.#list.at(parent));
    this.#children.push(0);
    this.#context.push(context | (parent < 0 ? 0 : this.#context.at(parent)));
    this.#hints.push(hints);
    this.#hintsAround.push(hints | (parent < 0 ? 0 : this.#hintsAround.at(parent)));
    this.#signature.push(signatureOf(tag, names));
    this.#tags.push(tag);
    this.#names.push(names);
    return block;
  }
}
