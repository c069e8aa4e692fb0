import type { ArticleReading, PageMetadata } from "../model/reading.js";
import type { Cleaned } from "../model/span.js";
import type { Writable } from "../model/writable.js";
import { EXTRACTION_VERSION } from "../read/html/extraction-version.js";
import type { RunContext } from "./run.js";

/** The `dittograph` member of an output record, without what only grouping knows. */
export interface RecordField {
  readonly schema: 1;
  /** Only where the record itself does not hold the id that the other outputs use. */
  readonly id?: string;
  readonly profile: string;
  readonly ruleset: string;
  /** Name of the templates in use. */
  readonly templates?: string;
  readonly lossy?: true;
  /** Of a web page: the version of the extraction that made its text; a page has one text a version. */
  readonly extraction?: number;
  /** Of a web page: what it says of itself, whatever the record's own fields say. */
  readonly page?: PageMetadata;
  readonly spans: Cleaned["spans"];
}

/** What of a run its records tell. */
export type RecordWords = Pick<RunContext, "options" | "ruleset" | "templates">;

/** What an output record says of its cleaning. `id` is the article's name in this run. */
export function recordField(
  reading: ArticleReading,
  id: string,
  cleaned: Pick<Cleaned, "spans">,
  run: RecordWords,
): RecordField {
  const isWritten = reading.record.kind === "plain" || (reading.hasId && reading.article.id === id);
  return fieldUnder(isWritten ? undefined : id, reading, cleaned, run);
}

/** As `recordField`. @param id where it is told. */
export function fieldUnder(
  id: string | undefined,
  { page, lossy }: Pick<ArticleReading, "page" | "lossy">,
  { spans }: Pick<Cleaned, "spans">,
  { options, ruleset, templates }: RecordWords,
): RecordField {
  const { profile } = options;
  // In the order of the output.
  const field: Writable<Partial<RecordField>> = { schema: 1 };
  if (id !== undefined) field.id = id;
  field.profile = profile;
  field.ruleset = ruleset;
  if (templates !== undefined) field.templates = templates.name;
  if (page !== undefined) {
    field.extraction = EXTRACTION_VERSION;
    field.page = page;
  }
  if (lossy) field.lossy = true;
  field.spans = spans;
  return field as RecordField; // All that it must have is set above.
}
