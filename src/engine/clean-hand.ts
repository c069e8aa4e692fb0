import type { Transferable } from "node:worker_threads";
import { createCleaning } from "../cleaner.js";
import type { Cleaned } from "../model/span.js";
import { OWN_FIELD } from "../read/fields.js";
import { type PieceReadings, readPiece } from "../read/pieces.js";
import { type CutKernel, partsOf } from "../read/record.js";
import type { ReadOptions } from "../read/settings.js";
import { recordField } from "./field.js";
import { GrowingBytes } from "./growing-bytes.js";
import { gistOf, type NamedArticle, NamedPiece } from "./piece-names.js";
import type { SendableContext } from "./run.js";
import type { PieceHand } from "./spread-pieces.js";

/** How cleaned articles are written: the clean text alone, a record of it, or a record of the original text. */
export type CleanForm = "text" | "jsonl" | "annotated";

/** What who cleans must know before it begins. Plain data. */
export interface CleanSetting {
  readonly run: SendableContext;
  readonly readOptions: ReadOptions;
  /** The form of records, and of articles that are files of their own. */
  readonly forms: { readonly json: CleanForm; readonly plain: CleanForm };
}

/** What cleaning makes of a piece. Plain data. */
export interface CleanedPiece {
  /** All articles as they are written, one behind the other. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** To which file each stretch of them belongs, and where it ends. */
  readonly stretches: readonly { readonly file: string; readonly end: number }[];
  readonly articles: number;
  /** Rows of the records that are rejected. */
  readonly rejects: readonly string[];
}

/** Gives what is written of an article. */
export type ShowCleaned = (article: NamedArticle["article"], cleaned: Cleaned) => string;

/**
 * Someone who cleans pieces in this thread.
 * @param rest called often; may give the thread away for a moment, or throw to end the work.
 * @param show what is written of each article, whatever the setting's forms say.
 */
export function createCleanHand(
  { run, readOptions, forms }: CleanSetting,
  rest: () => Promise<void> | undefined,
  show?: ShowCleaned,
): PieceHand<CleanedPiece> {
  const { clean, keyOfText, texts } = createCleaning(run.options, run);
  let piece: PieceReadings = { readings: [], lines: 0 };
  return {
    async gist(next) {
      await rest();
      piece = await readPiece(next, readOptions, texts);
      return gistOf(piece, keyOfText);
    },
    async prepare(names) {
      const naming = new NamedPiece(names, run.strict);
      const out = new CleanedBytes();
      const { readings } = piece;
      piece = { readings: [], lines: 0 };
      for (const reading of readings) {
        const named = naming.name(reading);
        if (named === undefined) continue;
        const cleaned = clean(named.article);
        if (show === undefined) writeAs(forms[named.reading.record.kind], named, cleaned, { run, texts }, out.bytes);
        else out.bytes.write(show(named.article, cleaned));
        out.end(named.reading.file);
        await rest();
      }
      return { ...out.take(), rejects: naming.rejects };
    },
  };
}

function writeAs(
  form: CleanForm,
  named: NamedArticle,
  cleaned: Cleaned,
  { run, texts }: { readonly run: SendableContext; readonly texts: CutKernel | undefined },
  out: GrowingBytes,
): void {
  const { article, reading } = named;
  if (form === "text") {
    out.write(cleaned.text);
    return;
  }
  const kept = form === "jsonl" ? cleaned.text : article.text;
  const cuts = form === "jsonl" ? cleaned.spans.filter(({ action }) => action !== "flag") : [];
  const { before, text, after, end } = partsOf(reading.record, article, kept, cuts, texts);
  for (const bytes of before) out.write(bytes);
  for (const part of text) out.write(part);
  for (const bytes of after) out.write(bytes);
  out.write(`,"${OWN_FIELD}":${JSON.stringify(recordField(reading, article.id, cleaned, run))}`);
  out.write(end);
  out.write("\n");
}

/** Bytes of articles, and which files they belong to. */
class CleanedBytes {
  readonly bytes = new GrowingBytes();
  readonly #stretches: { readonly file: string; end: number }[] = [];
  #articles = 0;

  /** Ends an article of a file. */
  end(file: string): void {
    this.#articles++;
    const last = this.#stretches.at(-1);
    if (last?.file === file) last.end = this.bytes.length;
    else this.#stretches.push({ file, end: this.bytes.length });
  }

  take(): Omit<CleanedPiece, "rejects"> {
    return { bytes: this.bytes.take(), stretches: this.#stretches, articles: this.#articles };
  }
}

/** What of a cleaned piece need not be copied on its way to another thread. */
export function bytesOwnedBy({ bytes }: CleanedPiece): readonly Transferable[] {
  return [bytes.buffer];
}
