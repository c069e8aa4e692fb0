import type { KeyFilter } from "../index/key-filter.js";
import type { Article } from "../model/article.js";
import type { ArticleReading, Reject } from "../model/reading.js";
import { readLine } from "../read/jsonl.js";
import type { Line } from "../read/lines.js";
import { createRecordReader, type RecordReader } from "../read/record-reader.js";
import { rejected } from "../read/reject.js";
import type { LineRun } from "../read/unread.js";
import { GrowingBytes } from "./growing-bytes.js";
import type { CleanedArticle, PreparedArticle, Preparer } from "./index-prepare.js";
import {
  createPartReader,
  type PackedParts,
  type PartSizes,
  type Parts,
  packParts,
  sizesOf,
} from "./prepared-parts.js";
import { type RowPlaces, type WrittenRow, writeRow } from "./record-row.js";
import { type Fault, packFault, unpackFault } from "./thread-messages.js";
import { type SentPrint, unpackedArticle } from "./unpacked-article.js";

/** Lines of JSON that are still to be read, cleaned and fingerprinted. */
export type RecordBatch = Omit<LineRun, "kind">;

/** Prepared records on their way between threads: few and large parts, of which only `items` is copied. */
export interface RecordPacket extends PackedParts {
  /** JSON of `PackedItem[]`, which is quicker to make and read than clones of so many small objects. */
  readonly items: string;
  /** The rows of all records, as `writeRow` writes them, one behind the other. */
  readonly rows: Uint8Array<ArrayBuffer>;
}

type PackedItem = PackedRecord | { readonly reason: string } | { readonly fault: Fault };

/** An article of a packet; its receiver has its line. */
interface PackedRecord extends RowPlaces, SentPrint {
  readonly id: string;
  readonly source: string;
  /** What is undefined, JSON leaves out. */
  readonly date?: string | undefined;
  readonly url?: string | undefined;
  readonly sizes: PartSizes;
}

/** A record that was read and prepared. */
export interface PreparedRecord {
  readonly kind: "record";
  readonly prepared: PreparedArticle;
  readonly row: WrittenRow;
  /** Reads the record again, for what was not sent of it. */
  readonly reading: () => ArticleReading;
}

/** What became of a line. */
export type ReadRecord =
  | PreparedRecord
  | { readonly kind: "reject"; readonly reject: Reject }
  | { readonly kind: "fault"; readonly error: Error };

/** What a row mostly takes at most: so much of its line, and so many bytes. Longer ones cost another piece of memory. */
const ROW_FACTOR = 1.25;
const ROW_BYTES = 512;

/**
 * Reads and prepares the lines of a batch; what one of them throws is told in its place.
 * @param filters that the keys of its articles are asked of ahead.
 */
export function packRecords(
  { file, lines, settings }: RecordBatch,
  preparer: Preparer,
  filters: readonly KeyFilter[] = [],
): RecordPacket {
  const { words, texts } = preparer;
  const read = createRecordReader(settings.names, texts);
  const rows = new GrowingBytes(
    lines.reduce((sum, { bytes }) => sum + Math.ceil(bytes.length * ROW_FACTOR) + ROW_BYTES, 0),
  );
  const done: CleanedArticle[] = [];
  const itemOf = (line: Line): PackedItem => {
    try {
      const reading = readLine(line, file, settings, read);
      if (reading.kind === "reject") return { reason: reading.reject.reason };
      const prepared = preparer.prepare(reading.article);
      const item = packed(reading.article, prepared, writeRow(reading, prepared.cleaned, { words, texts }, rows));
      done.push(prepared);
      return item;
    } catch (error) {
      return { fault: packFault(error) };
    }
  };
  const items = JSON.stringify(lines.map(itemOf));
  return { items, rows: rows.take(), ...packParts(done, filters) };
}

function packed({ id, source, date, url }: Article, prepared: CleanedArticle, places: RowPlaces): PackedRecord {
  const { length, print, textHash, keys } = prepared;
  const { exact, tokens } = print;
  const { address } = keys;
  const { idAt, tailAt, rowAt, rowBytes, hasId } = places;
  const sizes = sizesOf(prepared);
  // No spreads: they cost more than the JSON.
  return {
    id,
    source,
    date,
    url,
    length,
    exact,
    tokens,
    textHash,
    address,
    sizes,
    idAt,
    tailAt,
    rowAt,
    rowBytes,
    hasId,
  };
}

/** What of a packet need not be copied on its way to another thread. */
export function bytesOf({ words, texts, picks, rows }: RecordPacket): ArrayBuffer[] {
  return [words.buffer, texts.buffer, picks.buffer, rows.buffer];
}

/**
 * What became of the lines of a batch, in their order; each is made when it is asked for, so that it lives a moment only.
 * @param batch what was sent. @param preparer reads texts and tokens when they are first asked for.
 */
export function* unpackRecords(packet: RecordPacket, batch: RecordBatch, preparer: Preparer): Generator<ReadRecord> {
  const items = JSON.parse(packet.items) as PackedItem[];
  const shingles = items.reduce((sum, item) => sum + ("sizes" in item ? item.sizes[0] : 0), 0);
  const nextParts = createPartReader(packet, shingles);
  const read = createRecordReader(batch.settings.names, preparer.texts);
  const recordOf = (item: PackedItem, line: Line): ReadRecord => {
    if ("fault" in item) return { kind: "fault", error: unpackFault(item.fault) };
    if ("reason" in item) return { kind: "reject", reject: rejectOf(batch.file, line, item.reason) };
    const parts = nextParts(item.sizes);
    const reading = readingOf(line, batch, read);
    const bytes = packet.rows.subarray(item.rowAt, item.rowAt + item.rowBytes);
    const row = { bytes, id: item.id, idAt: item.idAt, tailAt: item.tailAt, hasId: item.hasId };
    return { kind: "record", prepared: unpacked(item, parts, reading, preparer), row, reading };
  };
  for (const [at, item] of items.entries()) yield orFault(() => recordOf(item, batch.lines[at] as Line));
}

/** What was thrown instead of a record is told in its place. */
function orFault(recordOf: () => ReadRecord): ReadRecord {
  try {
    return recordOf();
  } catch (error) {
    return { kind: "fault", error: unpackFault(packFault(error)) };
  }
}

/** Reads a line again. It outlives the packet, of which it holds nothing. */
function readingOf(line: Line, { file, settings }: RecordBatch, read: RecordReader): () => ArticleReading {
  return () => readLine(line, file, settings, read) as ArticleReading;
}

function rejectOf(file: string, { number, offset, bytes }: Line, reason: string): Reject {
  const reading = rejected({ file, line: number, offset }, reason, bytes);
  return (reading as Extract<typeof reading, { kind: "reject" }>).reject;
}

function unpacked(
  record: PackedRecord,
  parts: Parts,
  reading: () => ArticleReading,
  { side }: Preparer,
): PreparedArticle {
  return unpackedArticle(record, new SentArticle(record, reading), parts, side);
}

/**
 * An article whose text is read when it is first asked for: where it is compared word by word, which few are. One getter
 * serves all: objects that have a getter each are tables of names to the engine, and slow.
 */
class SentArticle implements Article {
  readonly id: string;
  readonly source: string;
  declare readonly date?: string;
  declare readonly url?: string;
  readonly #reading: () => ArticleReading;
  #text: string | undefined;

  constructor({ id, source, date, url }: PackedRecord, reading: () => ArticleReading) {
    this.id = id;
    this.source = source;
    if (date !== undefined) this.date = date;
    if (url !== undefined) this.url = url;
    this.#reading = reading;
  }

  get text(): string {
    this.#text ??= this.#reading().article.text;
    return this.#text;
  }
}
