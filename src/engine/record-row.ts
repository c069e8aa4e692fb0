import type { ArticleReading } from "../model/reading.js";
import type { Cleaned } from "../model/span.js";
import { OWN_FIELD } from "../read/fields.js";
import { partsOf } from "../read/record.js";
import { fieldUnder } from "./field.js";
import type { GrowingBytes } from "./growing-bytes.js";
import type { Preparer } from "./index-prepare.js";

/**
 * Where the row of a record is added to once it is decided: its id behind `"schema":1` where that is not the record's own,
 * and what it matches behind the spans.
 *
 *     {"id":"a","text":"…","dittograph":{"schema":1,"profile":"…","ruleset":"…","spans":[…]}}
 *                                                  ▲ idAt                                  ▲ tailAt
 */
export interface RowPlaces {
  /** Bytes from the row's beginning. */
  readonly idAt: number;
  readonly tailAt: number;
  /** Where the row begins among those that were written with it, and its bytes, LF included. */
  readonly rowAt: number;
  readonly rowBytes: number;
  /** Whether the record itself holds its id. */
  readonly hasId: boolean;
}

/** A row as it is without a decision. */
export interface WrittenRow extends Omit<RowPlaces, "rowAt" | "rowBytes"> {
  readonly bytes: Uint8Array;
  /** The id of the record, or the one that was made for it. */
  readonly id: string;
}

const FIRST_MEMBER = '{"schema":1';

/** Writes the row of a record of JSON: the record with its clean text, and what is said of its cleaning. */
export function writeRow(
  reading: ArticleReading,
  cleaned: Cleaned,
  { words, texts }: Pick<Preparer, "words" | "texts">,
  out: GrowingBytes,
): RowPlaces {
  const { article, record, hasId } = reading;
  const rowAt = out.length;
  const cuts = cleaned.spans.filter(({ action }) => action !== "flag");
  const { before, text, after, end } = partsOf(record, article, cleaned.text, cuts, texts);
  for (const bytes of before) out.write(bytes);
  for (const part of text) out.write(part);
  for (const bytes of after) out.write(bytes);
  out.write(`,"${OWN_FIELD}":`);
  const idAt = out.length - rowAt + FIRST_MEMBER.length;
  // Without an id, which is known to be its own only when it is decided.
  const field = fieldUnder(undefined, reading, cleaned, words);
  out.write(JSON.stringify(field).slice(0, -1));
  const tailAt = out.length - rowAt;
  out.write("}");
  out.write(end);
  out.write("\n");
  return { idAt, tailAt, rowAt, rowBytes: out.length - rowAt, hasId };
}

/**
 * The row of a record that was decided.
 * @param id the name it goes by. @param rest members that its decision adds, with a comma before each.
 */
export function decidedRow({ bytes, id: own, idAt, tailAt, hasId }: WrittenRow, id: string, rest: string): Uint8Array {
  const name = hasId && id === own ? "" : `,"id":${JSON.stringify(id)}`;
  if (name === "" && rest === "") return bytes;
  const [head, middle, tail] = [bytes.subarray(0, idAt), bytes.subarray(idAt, tailAt), bytes.subarray(tailAt)];
  return Buffer.concat([head, Buffer.from(name), middle, Buffer.from(rest), tail]);
}
