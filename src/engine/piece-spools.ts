import { join } from "node:path";
import type { ArticleKeys } from "../match/key-maker.js";
import { PARAGRAPH_WORDS } from "../match/paragraphs.js";
import type { RecordParts } from "../read/record.js";
import type { RecordField } from "./field.js";
import { KEY_WORDS } from "./key-files.js";
import type { SealedSpools, Spooled, SpoolName } from "./piece.js";
import { appendRecord } from "./record-spool.js";
import { createRowSpool, type RowSpool } from "./row-spool.js";
import { createSpool, type Spool } from "./spool.js";

const NAMES: readonly SpoolName[] = ["records", "shingles", "originals", "counted"];

/** Where one worker puts what it has made of its pieces. */
export class PieceSpools {
  readonly #worker: number;
  readonly #spools: Readonly<Record<SpoolName, Spool>>;
  readonly #bands: RowSpool;
  readonly #samples: RowSpool;
  readonly #paragraphs: RowSpool;
  #starts: Readonly<Record<SpoolName, number>>;
  #lengths: Readonly<Record<SpoolName, number[]>>;

  constructor(folder: string, worker: number) {
    const path = (name: string): string => join(folder, `${worker}-${name}.spool`);
    this.#worker = worker;
    this.#spools = record((name) => createSpool(path(name)));
    this.#bands = createRowSpool(path("bands"), KEY_WORDS);
    this.#samples = createRowSpool(path("samples"), KEY_WORDS);
    this.#paragraphs = createRowSpool(path("paragraphs"), PARAGRAPH_WORDS);
    this.#starts = record(() => 0);
    this.#lengths = record(() => []);
  }

  /** Adds the next article's item to a spool. */
  append(name: Exclude<SpoolName, "records">, bytes: Uint8Array): void {
    this.#spools[name].append(bytes);
    this.#lengths[name].push(bytes.length);
  }

  /** Adds the next article's item, which lies in two parts. */
  appendBoth(name: Exclude<SpoolName, "records">, first: Uint8Array, second: Uint8Array): void {
    this.#spools[name].append(first);
    this.#spools[name].append(second);
    this.#lengths[name].push(first.length + second.length);
  }

  appendRecord(parts: RecordParts, field: RecordField): void {
    this.#lengths.records.push(appendRecord(this.#spools.records, parts, field));
  }

  addKeys({ lo, hi, bands, samples }: ArticleKeys, article: number): void {
    this.#bands.addKeys(lo, hi, 0, bands, article);
    this.#samples.addKeys(lo, hi, bands, bands + samples, article);
  }

  /** @param rows as a `ReadParagraphs` gives them. */
  addParagraphs(rows: Uint32Array, article: number): void {
    this.#paragraphs.addRows(rows, article);
  }

  /** Where the items since the last call are. */
  takePiece(): Readonly<Record<SpoolName, Spooled>> {
    const spooled = record((name) => ({
      start: this.#starts[name],
      lengths: Uint32Array.from(this.#lengths[name]),
    }));
    this.#starts = record((name) => this.#spools[name].length);
    this.#lengths = record(() => []);
    return spooled;
  }

  seal(): SealedSpools {
    for (const name of NAMES) this.#spools[name].seal();
    return {
      worker: this.#worker,
      paths: record((name) => this.#spools[name].path),
      bands: this.#bands.seal(),
      samples: this.#samples.seal(),
      paragraphs: this.#paragraphs.seal(),
    };
  }
}

function record<Value>(value: (name: SpoolName) => Value): Record<SpoolName, Value> {
  return Object.fromEntries(NAMES.map((name) => [name, value(name)])) as Record<SpoolName, Value>;
}
