import type { Judgement } from "../model/decision.js";
import type { Passage } from "../model/pair.js";
import type { ArticleReading } from "../model/reading.js";
import type { Cleaned } from "../model/span.js";
import { OWN_FIELD } from "../read/fields.js";
import { partsOf } from "../read/record.js";
import { type RecordWords, recordField } from "./field.js";

/**
 * Writes the row of a record: one line of JSON.
 * @param id the name it goes by. @param rest members that the decision adds to its `dittograph` member, with a comma before each.
 */
export type RowWriter = (id: string, rest: string) => Uint8Array;

/** The record as `clean` writes it, with what was decided in its `dittograph` member. */
export function decidedRecord(decision: Judgement, write: RowWriter): Uint8Array {
  return rowWith(decision, matchOf(decision), write);
}

/** The record of a new article that came before under the same id: a copy of itself. */
export function repeatedRecord(decision: Judgement, write: RowWriter): Uint8Array {
  const { id, cluster, firstSeen } = decision;
  const match = { cluster, duplicateOf: id, relation: "exact", jaccard: 1, containment: [1, 1], firstSeen };
  return rowWith(decision, match, write);
}

function rowWith({ id, late }: Judgement, match: object, write: RowWriter): Uint8Array {
  const rest = JSON.stringify(late === true ? { ...match, late } : match);
  return write(id, rest === "{}" ? "" : `,${rest.slice(1, -1)}`);
}

/** Writes the row of what was read here. */
export function readingRow(reading: ArticleReading, cleaned: Cleaned, run: RecordWords): RowWriter {
  return (id, rest) => {
    const cuts = cleaned.spans.filter(({ action }) => action !== "flag");
    const { before, text, after, end } = partsOf(reading.record, { ...reading.article, id }, cleaned.text, cuts);
    const value = text.map((part) => (typeof part === "string" ? Buffer.from(part) : part));
    const field = JSON.stringify(recordField(reading, id, cleaned, run)).slice(0, -1);
    const member = Buffer.from(`,"${OWN_FIELD}":${field}${rest}}`);
    return Buffer.concat([...before, ...value, ...after, member, end, Buffer.from("\n")]);
  };
}

/** What the article matches, in the words of the records of `dedup`; of a new article, what it replaces. */
function matchOf(decision: Judgement): object {
  if (decision.kind === "new") {
    const { supersedes } = decision;
    return supersedes.length === 0 ? {} : { supersedes };
  }
  const { cluster, of, relation, jaccard, containment, passages, firstSeen } = decision;
  const shared = passages === undefined ? {} : { passages: passages.map(passageRow) };
  return { cluster, duplicateOf: of, relation, jaccard, containment, ...shared, firstSeen };
}

const passageRow = ({ a, b, tokens }: Passage): object => ({ a: [a.start, a.end], b: [b.start, b.end], tokens });
