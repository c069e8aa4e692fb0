import type { ByteLog } from "../model/byte-log.js";
import type { CatalogEntry, Entries, EntryNumbers } from "../model/catalog.js";
import { BlockColumn } from "../text/block-column.js";
import { DoubleColumn } from "../text/double-column.js";
import { instantOf } from "../text/instant.js";
import { createMemoryLog } from "../text/memory-log.js";
import { NameColumn, StringColumn } from "../text/string-column.js";
import { pageNamed } from "./addresses.js";
import { stringHash } from "./equal-strings.js";

/** The entries of a run as columns: 52 bytes an article, and some 100 in the log, which may be elsewhere than in memory. */
export class EntryColumns implements Entries {
  readonly #ids: StringColumn;
  readonly #sources = new NameColumn();
  readonly #dates: StringColumn;
  /** Addresses as site and the rest: many articles are of one site. */
  readonly #sites = new NameColumn();
  readonly #paths: StringColumn;
  readonly #agencies = new NameColumn();
  readonly #exact: StringColumn;
  readonly #lengths = new BlockColumn();
  readonly #tokens = new BlockColumn();
  readonly #instants = new DoubleColumn();
  readonly #exactHashes = new BlockColumn();
  readonly #pageHashes = new BlockColumn();
  readonly numbers: EntryNumbers = {
    instant: (index) => this.#instants.at(index),
    exactHash: (index) => this.#exactHashes.at(index),
    pageHash: (index) => this.#pageHashes.at(index),
  };
  #lastId: string | undefined;
  #idsAscend = true;

  /** @param log where strings go that are mostly distinct; default: memory. */
  constructor(log: ByteLog = createMemoryLog()) {
    this.#ids = new StringColumn(log);
    this.#dates = new StringColumn(log);
    this.#paths = new StringColumn(log);
    this.#exact = new StringColumn(log);
  }

  get length(): number {
    return this.#ids.length;
  }

  /** What the names of sources, sites and agencies take, which differ from feed to feed. */
  get nameBytes(): number {
    return this.#sources.nameBytes + this.#sites.nameBytes + this.#agencies.nameBytes;
  }

  /** Whether no article's id is smaller than that of the one before it, as strings compare. */
  get idsAscend(): boolean {
    return this.#idsAscend;
  }

  push({ id, source, date, url, agency, length, tokens, exact }: CatalogEntry): void {
    if (this.#lastId !== undefined && id < this.#lastId) this.#idsAscend = false;
    this.#lastId = id;
    this.#ids.push(id);
    this.#sources.push(source);
    this.#dates.push(date);
    const site = url === null ? 0 : siteUnits(url);
    this.#sites.push(url?.slice(0, site) ?? null);
    this.#paths.push(url?.slice(site) ?? null);
    this.#agencies.push(agency);
    this.#exact.push(exact);
    this.#lengths.push(length);
    this.#tokens.push(tokens);
    this.#instants.push(instantOf(date));
    this.#exactHashes.push(stringHash(exact));
    this.#pageHashes.push(stringHash(pageNamed(url)));
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
    const path = this.#paths.at(index);
    return path === null ? null : (this.#sites.at(index) ?? "") + path;
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

/** Units of an address up to its path, as far as it has the usual form; long ones are taken for no site. */
function siteUnits(url: string): number {
  const start = url.indexOf("://");
  const end = start < 0 || start > SCHEME_MOST ? -1 : url.indexOf("/", start + 3);
  return end > 0 && end <= SITE_MOST ? end : 0;
}

const SCHEME_MOST = 12;
const SITE_MOST = 80;

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
