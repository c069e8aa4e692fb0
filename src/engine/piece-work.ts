import { cleanRanges } from "../fingerprint/eligible.js";
import { createTokenReader } from "../fingerprint/fingerprint.js";
import { shingle } from "../fingerprint/shingles.js";
import type { CatalogEntry } from "../model/catalog.js";
import { cutsAmong } from "../model/cuts.js";
import type { Fingerprint } from "../model/fingerprint.js";
import type { JsonText } from "../model/json-text.js";
import type { ArticleReading } from "../model/reading.js";
import type { Judged } from "../model/span.js";
import type { Pipeline } from "../pipeline.js";
import type { PieceReadings } from "../read/pieces.js";
import { partsOf } from "../read/record.js";
import { createTally, type Tally } from "../report/tally.js";
import { articleRow } from "./article-rows.js";
import { bytesOf } from "./disk-shelf.js";
import { entryOf } from "./entry.js";
import { recordField } from "./field.js";
import { headOfJson, packOriginal } from "./original-bytes.js";
import type { Gist, PassKind, PieceNames, PieceResult, SealedSpools } from "./piece.js";
import { gistOf, type NamedArticle, NamedPiece } from "./piece-names.js";
import { PieceSpools } from "./piece-spools.js";
import type { RunContext, SendableContext } from "./run.js";

/** The first pass over pieces, one after the other: wherever it runs, the same piece and names give the same result. */
export interface PieceWork {
  gist(readings: PieceReadings): Gist;
  /** Cleans and fingerprints every article. `rest` is called between articles. */
  prepare(readings: PieceReadings, names: PieceNames, rest: () => Promise<void> | undefined): Promise<PieceResult>;
  seal(): SealedSpools;
}

/** What the first pass needs. */
export interface PieceSetting {
  readonly kind: PassKind;
  /** Where spools go. */
  readonly folder: string;
  /** Number of the worker, part of the spools' names. */
  readonly worker: number;
}

/** Prepares the first pass for one thread. */
export async function createPieceWork(
  pipeline: Pipeline,
  run: SendableContext,
  { kind, folder, worker }: PieceSetting,
): Promise<PieceWork> {
  const spools = new PieceSpools(folder, worker);
  const jsonHead = headOfJson();
  const countedOf = kind === "learn" ? await createCounted(run) : undefined;
  const putPrint = (print: Fingerprint, index: number): void => {
    spools.append("shingles", bytesOf(print.shingles));
    spools.addKeys(pipeline.keysOf(print), index);
  };
  /** Puts away an article as its record holds it. @returns false where it must be prepared. */
  const putTaken = (piece: PieceColumns, { article, reading, index }: NamedArticle): boolean => {
    const place = kind === "match" ? jsonTextOf(reading) : undefined;
    const taken = place === undefined ? undefined : pipeline.printRecord?.(place);
    if (place === undefined || taken === undefined) return false;
    const { units, print } = taken;
    spools.appendBoth("originals", jsonHead, place.bytes.subarray(place.text.start, place.text.end));
    putPrint(print, index);
    piece.tally.addUntouched(units);
    piece.add(entryOf(article, { cleaned: { text: { length: units }, spans: [] }, print }), "unjudged");
    return true;
  };
  const putPrepared = (piece: PieceColumns, { article, reading, index }: NamedArticle): void => {
    const prepared = pipeline.prepare(article);
    const { cleaned, print } = prepared;
    if (kind === "dedup") {
      const parts = partsOf(reading.record, article, cleaned.text, cutsAmong(cleaned.spans), pipeline.texts);
      spools.appendRecord(parts, recordField(reading, article.id, cleaned, run));
      pipeline.readParagraphs(article.text, (rows) => spools.addParagraphs(rows, index));
    } else {
      spools.append("originals", packOriginal(article.text, cleaned.spans));
    }
    if (kind !== "learn") piece.tally.add(article.id, article.text, cleaned);
    if (countedOf !== undefined) spools.append("counted", countedOf(article.text, cleaned.spans));
    putPrint(print, index);
    piece.add(entryOf(article, prepared), cleaned.regime);
  };
  return {
    gist: (readings) => gistOf(readings, pipeline.keyOfText),
    async prepare({ readings }, names, rest) {
      const piece = new PieceColumns();
      const naming = new NamedPiece(names, run.strict);
      for (const reading of readings) {
        const named = naming.name(reading);
        if (named === undefined) continue;
        if (!putTaken(piece, named)) putPrepared(piece, named);
        await rest();
      }
      return { worker, ...piece.finish(readings.length, naming), spooled: spools.takePiece() };
    },
    seal: () => spools.seal(),
  };
}

/** Where the text of an article stands that the kernel has read; undefined of all others. */
function jsonTextOf({ record, textKey }: ArticleReading): JsonText | undefined {
  return textKey !== undefined && record.kind === "json" ? record : undefined;
}

/** Shingles of an article's clean text, captions and what else is set aside included, as bytes. */
async function createCounted({ options }: Pick<RunContext, "options">) {
  const readTokens = await createTokenReader(options);
  return (text: string, spans: Parameters<typeof cleanRanges>[1]): Uint8Array =>
    bytesOf(shingle(readTokens(text, cleanRanges(text.length, spans)), options.shingle));
}

/** The small parts of a piece's result, while they are gathered. */
class PieceColumns {
  readonly tally: Tally = createTally();
  readonly #entries: CatalogEntry[] = [];
  readonly #regimes: Judged[] = [];
  readonly #rows: string[] = [];

  add(entry: CatalogEntry, regime: Judged): void {
    this.#entries.push(entry);
    this.#regimes.push(regime);
    this.#rows.push(articleRow(entry));
  }

  finish(read: number, { rejects, warnings }: NamedPiece): Omit<PieceResult, "worker" | "spooled"> {
    return {
      entries: this.#entries,
      regimes: this.#regimes,
      rows: Buffer.from(this.#rows.join("")),
      read,
      rejected: rejects.length,
      rejects: Buffer.from(rejects.join("")),
      warnings,
      tally: this.tally.finish(),
    };
  }
}
