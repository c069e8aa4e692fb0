import type { Decision, NewDecision } from "../model/decision.js";
import type { Passage } from "../model/pair.js";
import type { ArticleReading } from "../model/reading.js";
import type { Cleaned } from "../model/span.js";
import { OWN_FIELD } from "../read/fields.js";
import { partsOf } from "../read/record.js";
import { type RecordWords, recordField } from "./field.js";
import { spansJsonOf } from "./prepared-packet.js";

/** The record as `clean` writes it, with what was decided in its `dittograph` member. One line of JSON. */
export function decidedRecord(reading: ArticleReading, decision: Decision, run: RecordWords): Buffer {
  return recordWith(reading, decision, matchOf(decision), run);
}

/** The record of a new article that came before under the same id: a copy of itself. */
export function repeatedRecord(reading: ArticleReading, decision: NewDecision, run: RecordWords): Buffer {
  const { id, cluster, firstSeen } = decision;
  const match = { cluster, duplicateOf: id, relation: "exact", jaccard: 1, containment: [1, 1], firstSeen };
  return recordWith(reading, decision, match, run);
}

/** Spans come as JSON, which is put in behind the rest. */
const WITHOUT_SPANS: Pick<Cleaned, "spans"> = { spans: [] };

function recordWith(reading: ArticleReading, decision: Decision, match: object, run: RecordWords): Buffer {
  const { id, cleaned, late } = decision;
  const { spans: _none, ...head } = recordField(reading, id, WITHOUT_SPANS, run);
  const rest = JSON.stringify({ ...match, ...(late === true && { late }) });
  const { before, text, after, end } = partsOf(reading.record, { ...reading.article, id }, cleaned.text);
  const value = text.map((part) => (typeof part === "string" ? Buffer.from(part) : part));
  const member =
    `,"${OWN_FIELD}":${JSON.stringify(head).slice(0, -1)},"spans":${spansJsonOf(cleaned)}` +
    `${rest === "{}" ? "" : `,${rest.slice(1, -1)}`}}`;
  return Buffer.concat([...before, ...value, ...after, Buffer.from(member), end, Buffer.from("\n")]);
}

/** What the article matches, in the words of the records of `dedup`; of a new article, what it replaces. */
function matchOf(decision: Decision): object {
  if (decision.kind === "new") {
    const { supersedes } = decision;
    return supersedes.length === 0 ? {} : { supersedes };
  }
  const { cluster, of, relation, jaccard, containment, passages, firstSeen } = decision;
  const shared = passages === undefined ? {} : { passages: passages.map(passageRow) };
  return { cluster, duplicateOf: of, relation, jaccard, containment, ...shared, firstSeen };
}

const passageRow = ({ a, b, tokens }: Passage): object => ({ a: [a.start, a.end], b: [b.start, b.end], tokens });
