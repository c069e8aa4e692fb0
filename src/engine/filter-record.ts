import type { Decision, NewDecision } from "../model/decision.js";
import type { Passage } from "../model/pair.js";
import type { ArticleReading } from "../model/reading.js";
import { writeRecord } from "../read/record.js";
import { recordField } from "./field.js";
import type { RunContext } from "./run.js";

/** The record as `clean` writes it, with what was decided in its `dittograph` member. One line of JSON. */
export function decidedRecord(reading: ArticleReading, decision: Decision, run: RunContext): Buffer {
  return recordWith(reading, decision, matchOf(decision), run);
}

/** The record of a new article that came before under the same id: a copy of itself. */
export function repeatedRecord(reading: ArticleReading, decision: NewDecision, run: RunContext): Buffer {
  const { id, cluster, firstSeen } = decision;
  const match = { cluster, duplicateOf: id, relation: "exact", jaccard: 1, containment: [1, 1], firstSeen };
  return recordWith(reading, decision, match, run);
}

function recordWith(reading: ArticleReading, decision: Decision, match: object, run: RunContext): Buffer {
  const { id, cleaned, late } = decision;
  const field = { ...recordField(reading, id, cleaned, run), ...match, ...(late === true && { late }) };
  return writeRecord(reading.record, { ...reading.article, id }, cleaned.text, field);
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
