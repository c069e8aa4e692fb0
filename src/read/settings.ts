import { UsageError } from "../errors.js";
import { type FieldNames, type FieldOptions, resolveFields } from "./fields.js";
import type { Format } from "./formats.js";

/** Longest record by default: far above any article, far below the longest string. */
export const DEFAULT_MAX_RECORD_BYTES = 128 << 20;
/** V8 holds strings of at most 2^29 − 24 characters on 64-bit machines. */
const MOST_RECORD_BYTES = 2 ** 29 - 24;

/** How inputs are read. */
export interface ReadOptions extends FieldOptions {
  /** Bytes of the longest line or plain file that is read; longer ones are rejected. 1 to 2^29 − 24, default 128 MiB. Raising it costs as much memory. */
  readonly maxRecordBytes?: number | undefined;
  /** Whether the texts of records, and plain files, are HTML whose text is to be extracted. Default false; .html files always are. */
  readonly html?: boolean | undefined;
  /** Where `-` reads from. */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
  /** What `-` holds. Default: found from its first bytes, which are waited for; a stream that never ends names it. */
  readonly stdinFormat?: Format | undefined;
}

/** Read options, checked and filled in. */
export interface ReadSettings {
  readonly names: FieldNames;
  readonly maxRecordBytes: number;
  readonly html: boolean;
  readonly stdinFormat: Format | undefined;
}

/**
 * Checks read options and fills in their defaults.
 * @throws {UsageError} naming the option, what was expected and what was found.
 */
export function resolveSettings(options: ReadOptions): ReadSettings {
  const maxRecordBytes = options.maxRecordBytes ?? DEFAULT_MAX_RECORD_BYTES;
  if (!Number.isInteger(maxRecordBytes) || maxRecordBytes < 1 || maxRecordBytes > MOST_RECORD_BYTES) {
    const expected = `an integer from 1 to ${MOST_RECORD_BYTES}`;
    throw new UsageError(`option maxRecordBytes: expected ${expected}, found ${JSON.stringify(maxRecordBytes)}`);
  }
  const { html, stdinFormat } = options;
  return { names: resolveFields(options), maxRecordBytes, html: html === true, stdinFormat };
}
