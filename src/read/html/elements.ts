/** The open elements of a page being read, with what they mean for the text inside them. */
import { HEADINGS, IMPLIED_ENDS, PARAGRAPH_ENDERS, SCOPES, SKIPPED, TABLE_PARTS } from "./tags.js";

/** Elements deeper than this are not kept apart, as in browsers (which stop at 512): their text joins the element above. */
export const MAX_DEPTH = 1024;
/** Elements looked at for one that a begin tag ends; more would make hostile nesting quadratic. */
const SEARCH_MAX = 16;

export const IS_BLOCK = 1;
export const IS_LINK = 2;
export const IS_SKIPPED = 4;
export const IS_PRE = 8;
export const IS_STRESS = 16;
export const IS_PRESS = 32;
/** Flags of an element that is over and still lies between others. */
const IS_OVER = -1;
const COUNTED = [IS_LINK, IS_SKIPPED, IS_PRE, IS_STRESS, IS_PRESS] as const;

/** One open element. */
export interface OpenElement {
  readonly tag: string;
  /** IS_ bits; cleared where its end tag came while blocks inside it were still open. */
  flags: number;
  /** Class and id. */
  readonly names: string;
  readonly context: number;
  /** Number among the blocks that hold text; −1 as long as it holds none. */
  block: number;
  /** Places of the innermost block and of the innermost table part at or below this one; −1 where there is none. */
  blockAt: number;
  scopeAt: number;
}

/** Called for each element that ends, innermost first. */
type OnEnd = (element: OpenElement) => void;

export class OpenElements {
  readonly #stack: OpenElement[] = [];
  readonly #places = new Map<string, number[]>();
  readonly #counts = new Map<number, number>(COUNTED.map((flag) => [flag, 0]));
  readonly #onEnd: OnEnd;

  constructor(onEnd: OnEnd) {
    this.#onEnd = onEnd;
  }

  /** Whether any open element has this bit. */
  has(flag: number): boolean {
    return (this.#counts.get(flag) as number) > 0;
  }

  get depth(): number {
    return this.#stack.length;
  }

  at(place: number): OpenElement | undefined {
    return this.#stack[place];
  }

  /** Place of the innermost block, or −1. */
  get blockAt(): number {
    return this.#stack.at(-1)?.blockAt ?? -1;
  }

  /** Opens an element; false where the page is too deep. `endImplied` comes first. */
  open(tag: string, flags: number, names: string, context: number): boolean {
    const place = this.#stack.length;
    if (place >= MAX_DEPTH) return false;
    const below = this.#stack[place - 1];
    const blockAt = (flags & IS_BLOCK) !== 0 ? place : (below?.blockAt ?? -1);
    const scopeAt = SCOPES.has(tag) || SKIPPED.has(tag) ? place : (below?.scopeAt ?? -1);
    this.#stack.push({ tag, flags, names, context, block: -1, blockAt, scopeAt });
    const places = this.#places.get(tag);
    if (places === undefined) this.#places.set(tag, [place]);
    else places.push(place);
    this.#count(flags, 1);
    return true;
  }

  /** Ends what the begin tag of a block or of a link ends by itself. */
  endImplied(tag: string): void {
    if (tag === "a") {
      this.close("a");
      return;
    }
    if (SKIPPED.has(this.#stack[this.#stack.at(-1)?.scopeAt ?? -1]?.tag ?? "")) return;
    const implied = IMPLIED_ENDS.get(tag);
    if (implied !== undefined) this.#endNearest(implied.ends, implied.stops);
    const block = this.#stack[this.blockAt];
    if (block === undefined) return;
    if (PARAGRAPH_ENDERS.has(tag) && block.tag === "p") this.#popTo(this.blockAt);
    else if (HEADINGS.has(tag) && HEADINGS.has(block.tag)) this.#popTo(this.blockAt);
  }

  /** An end tag: ends the nearest element of this name, where its cell does not lie between. */
  close(tag: string): void {
    const place = this.#places.get(tag)?.at(-1);
    if (place === undefined || !this.#isInScope(tag, place)) return;
    const element = this.#stack[place] as OpenElement;
    if ((element.flags & IS_BLOCK) !== 0 || this.blockAt <= place) this.#popTo(place);
    else this.#lift(element);
  }

  /** Ends all. */
  closeAll(): void {
    this.#popTo(0);
  }

  #isInScope(tag: string, place: number): boolean {
    const { scopeAt } = this.#stack.at(-1) as OpenElement;
    if (!TABLE_PARTS.has(tag)) return scopeAt <= place || SKIPPED.has(this.#stack[scopeAt]?.tag ?? "");
    const table = this.#places.get("table")?.at(-1) ?? -1;
    return table <= place || tag === "body" || tag === "html";
  }

  /** The elements whose end tags may be missing: `<li>a<li>b`. */
  #endNearest(ends: ReadonlySet<string>, stops: ReadonlySet<string>): void {
    let place = this.blockAt;
    for (let steps = 0; steps < SEARCH_MAX && place >= 0; steps++) {
      const { tag } = this.#stack[place] as OpenElement;
      if (ends.has(tag)) {
        this.#popTo(place);
        return;
      }
      if (stops.has(tag)) return;
      place = this.#stack[place - 1]?.blockAt ?? -1;
    }
  }

  /** `<a><div></a>`: the link is over, the block is not. */
  #lift(element: OpenElement): void {
    this.#forget(element.tag);
    this.#count(element.flags, -1);
    element.flags = IS_OVER;
  }

  #popTo(place: number): void {
    while (this.#stack.length > place) {
      const element = this.#stack.at(-1) as OpenElement;
      if (element.flags !== IS_OVER) {
        this.#onEnd(element);
        this.#forget(element.tag);
        this.#count(element.flags, -1);
      }
      this.#stack.pop();
    }
  }

  #forget(tag: string): void {
    const places = this.#places.get(tag);
    if (places === undefined) return;
    places.pop();
    if (places.length === 0) this.#places.delete(tag);
  }

  #count(flags: number, step: number): void {
    if (flags === 0 || flags === IS_BLOCK) return;
    for (const flag of COUNTED) {
      if ((flags & flag) !== 0) this.#counts.set(flag, (this.#counts.get(flag) as number) + step);
    }
  }
}
