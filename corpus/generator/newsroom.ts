import type { Relation } from "../../src/model/pair.js";
import { type Form, fillForm, inventForm } from "./forms.js";
import { drawPlanting, type Planting, plant } from "./plantings.js";
import type { Random } from "./random.js";
import { renderParagraphs, STRAIGHT } from "./render.js";
import { relate } from "./similarity.js";
import { inventSources, type Page, printPage, printPlain, type Source } from "./sources.js";
import { type Body, writeBody, writeTitle } from "./story.js";
import type { Vocabulary } from "./vocabulary.js";

/** One planted pair: what article `id` has from article `of`, with `of` < `id`. */
export interface Truth {
  readonly id: string;
  readonly of: string;
  /** The relation a detector should report with its default thresholds, `a` = `of`, `b` = `id`. */
  readonly relation: Relation | "none";
  /** Share of the tokens changed and share of the tokens kept on the way from `of` to `id`. */
  readonly edit: number;
  readonly cut: number;
  readonly planting: Planting | "form";
  /** Exact values on the bodies, furniture left out. */
  readonly jaccard: number;
  readonly containment: readonly [number, number];
  /** Id of the first article of the family; two articles of one family may well be related, of two never. */
  readonly family: string;
}

/** A story as it left the newsroom. */
export interface Printed {
  readonly id: string;
  readonly title: string;
  readonly source: Source;
  readonly page: Page;
  readonly body: Body;
  readonly family: string;
  readonly truth: readonly Truth[];
}

export interface NewsroomSettings {
  /** Share of the articles that are copies, and that are form stories; 0 to 1. */
  readonly copies: number;
  readonly forms: number;
  readonly sources: number;
  readonly furniture: boolean;
}

/** Originals that may still be copied; older ones are forgotten, which keeps memory constant. */
const REMEMBERED = 512;

/** First links of chains that wait for their second. */
const WAITING = 32;

/** Writes stories one after the other and remembers a bounded number of them to copy from. */
export class Newsroom {
  readonly #vocabulary: Vocabulary;
  readonly #random: Random;
  readonly #settings: NewsroomSettings;
  readonly #sources: readonly Source[];
  readonly #forms: readonly Form[];
  readonly #firstOfForm = new Map<Form, Printed>();
  readonly #originals: Printed[] = [];
  readonly #chains: { readonly head: Printed; readonly link: Printed }[] = [];
  #written = 0;

  constructor(vocabulary: Vocabulary, random: Random, settings: NewsroomSettings) {
    this.#vocabulary = vocabulary;
    this.#random = random;
    this.#settings = settings;
    this.#sources = inventSources(vocabulary, random, settings.sources);
    this.#forms = this.#sources.map(() => inventForm(vocabulary, random));
  }

  /** The next story of the feed. */
  write(): Printed {
    const id = `g${String(this.#written++).padStart(9, "0")}`;
    const drawn = this.#random.next() / 0x100000000;
    if (drawn < this.#settings.forms) return this.#writeForm(id);
    if (drawn < this.#settings.forms + this.#settings.copies && this.#originals.length > 0) return this.#writeCopy(id);
    return this.#writeOriginal(id);
  }

  #writeOriginal(id: string): Printed {
    const source = this.#random.pick(this.#sources);
    const body = writeBody(this.#vocabulary, this.#random);
    const story = this.#print({ id, source, body, title: this.#newTitle(), family: id, truth: [] });
    if (this.#originals.length < REMEMBERED) this.#originals.push(story);
    else this.#originals[this.#random.below(REMEMBERED)] = story;
    return story;
  }

  #writeForm(id: string): Printed {
    const index = this.#random.below(this.#forms.length);
    const form = this.#forms[index];
    const source = this.#sources[index];
    if (form === undefined || source === undefined) return this.#writeOriginal(id);
    const first = this.#firstOfForm.get(form);
    const body = fillForm(form, this.#random);
    const truth = first === undefined ? [] : [judge(first, id, body, { planting: "form", edit: 0, cut: 1 })];
    const title = renderTitle(form.title, this.#vocabulary);
    const story = this.#print({ id, source, body, title, family: first?.family ?? id, truth });
    if (first === undefined) this.#firstOfForm.set(form, story);
    return story;
  }

  #writeCopy(id: string): Printed {
    const planting = drawPlanting(this.#random);
    if (planting === "chain" && this.#chains.length > 0 && this.#random.chance(0.5)) return this.#endChain(id);
    const original = this.#drawOriginal();
    const { body, edit, cut } = plant(planting, original.body, this.#vocabulary, this.#random);
    const source = this.#otherSource(original.source);
    const title = this.#random.chance(0.5) ? original.title : this.#newTitle();
    const truth = [judge(original, id, body, { planting, edit, cut })];
    const draft = { id, source, body, title, family: original.family, truth };
    if (planting === "verbatim") return { ...draft, page: original.page };
    const copy = this.#print(draft);
    if (planting === "chain" && this.#chains.length < WAITING) this.#chains.push({ head: original, link: copy });
    return copy;
  }

  /** C of a chain A ~ B ~ C: one row for each of its ancestors. */
  #endChain(id: string): Printed {
    const [chain] = this.#chains.splice(this.#random.below(this.#chains.length), 1);
    if (chain === undefined) return this.#writeOriginal(id);
    const { head, link } = chain;
    const { body, edit, cut } = plant("chain", link.body, this.#vocabulary, this.#random);
    const truth = [
      judge(head, id, body, { planting: "chain", edit: edit * 2, cut }),
      judge(link, id, body, { planting: "chain", edit, cut }),
    ];
    const source = this.#otherSource(link.source);
    return this.#print({ id, source, body, title: this.#newTitle(), family: head.family, truth });
  }

  #print(draft: Omit<Printed, "page">): Printed {
    const paragraphs = renderParagraphs(draft.body, this.#vocabulary, draft.source.typography);
    const page = this.#settings.furniture
      ? printPage(draft.source, paragraphs, this.#links())
      : printPlain(draft.source, paragraphs);
    return { ...draft, page };
  }

  /** Three to six headlines of stories in memory, fewer at the start of a feed. */
  #links(): readonly string[] {
    const count = Math.min(this.#originals.length, this.#random.between(3, 6));
    return Array.from({ length: count }, () => this.#random.pick(this.#originals).title);
  }

  /** Some stories are copied far more often than others: the product of two uniform draws favours low places. */
  #drawOriginal(): Printed {
    const count = this.#originals.length;
    const place = Math.floor((this.#random.below(count) * this.#random.below(count)) / count);
    return this.#originals[place] ?? this.#random.pick(this.#originals);
  }

  #otherSource(source: Source): Source {
    const drawn = this.#random.below(this.#sources.length);
    const found = this.#sources[drawn] ?? source;
    return found === source ? (this.#sources[(drawn + 1) % this.#sources.length] ?? source) : found;
  }

  #newTitle(): string {
    return renderTitle(writeTitle(this.#vocabulary, this.#random), this.#vocabulary);
  }
}

function renderTitle(title: Body, vocabulary: Vocabulary): string {
  return renderParagraphs(title, vocabulary, STRAIGHT).join(" ");
}

function judge(of: Printed, id: string, body: Body, how: Pick<Truth, "planting" | "edit" | "cut">): Truth {
  const { relation, jaccard, containment } = relate(of.body, body);
  const judged = how.planting === "form" ? "form" : relation;
  const { planting, edit, cut } = how;
  return { id, of: of.id, relation: judged, edit, cut, planting, jaccard, containment, family: of.family };
}
