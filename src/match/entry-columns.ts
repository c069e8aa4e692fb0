import type { CatalogEntry, Entries } from "../model/catalog.js";
import { NameColumn, StringColumn } from "../text/string-column.js";
import { GrowingColumn } from "./growing.js";

/** The entries of a run as columns: some 170 bytes an article instead of 700 as objects. */
export class EntryColumns implements Entries {
  readonly #ids = new StringColumn();
  readonly #sources = new NameColumn();
  readonly #dates = new StringColumn();
  readonly #urls = new StringColumn();
  readonly #agencies = new NameColumn();
  readonly #exact = new StringColumn();
  readonly #lengths = new GrowingColumn();
  readonly #tokens = new GrowingColumn();

  get length(): number {
    return this.#ids.length;
  }

  /** What the strings take, which differ in length from feed to feed. */
  get bytes(): number {
    return [this.#ids, this.#dates, this.#urls, this.#exact].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  push({ id, source, date, url, agency, length, tokens, exact }: CatalogEntry): void {
    this.#ids.push(id);
    this.#sources.push(source);
    this.#dates.push(date);
    this.#urls.push(url);
    this.#agencies.push(agency);
    this.#exact.push(exact);
    this.#lengths.push(length);
    this.#tokens.push(tokens);
  }

  at(index: number): CatalogEntry | undefined {
    return index >= 0 && index < this.length ? new EntryView(this, index) : undefined;
  }

  *[Symbol.iterator](): Generator<CatalogEntry> {
    for (let index = 0; index < this.length; index++) yield new EntryView(this, index);
  }

  id(index: number): string {
    return this.#ids.at(index) as string;
  }

  source(index: number): string {
    return this.#sources.at(index) as string;
  }

  date(index: number): string | null {
    return this.#dates.at(index);
  }

  url(index: number): string | null {
    return this.#urls.at(index);
  }

  agency(index: number): string | null {
    return this.#agencies.at(index);
  }

  exact(index: number): string {
    return this.#exact.at(index) as string;
  }

  units(index: number): number {
    return this.#lengths.at(index);
  }

  tokens(index: number): number {
    return this.#tokens.at(index);
  }
}

/** An entry that reads its columns. */
class EntryView implements CatalogEntry {
  readonly #columns: EntryColumns;
  readonly #index: number;

  constructor(columns: EntryColumns, index: number) {
    this.#columns = columns;
    this.#index = index;
  }

  get id(): string {
    return this.#columns.id(this.#index);
  }

  get source(): string {
    return this.#columns.source(this.#index);
  }

  get date(): string | null {
    return this.#columns.date(this.#index);
  }

  get url(): string | null {
    return this.#columns.url(this.#index);
  }

  get agency(): string | null {
    return this.#columns.agency(this.#index);
  }

  get exact(): string {
    return this.#columns.exact(this.#index);
  }

  get length(): number {
    return this.#columns.units(this.#index);
  }

  get tokens(): number {
    return this.#columns.tokens(this.#index);
  }
}
