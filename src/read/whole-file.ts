import type { ByteSource } from "./byte-source.js";
import { REJECT_RAW_MAX } from "./reject.js";
import type { ReadSettings } from "./settings.js";

/** A file that is one article: its bytes, or why it cannot be one with the first of them. */
export type WholeFile =
  | { readonly kind: "whole"; readonly bytes: Buffer }
  | { readonly kind: "fault"; readonly bytes: Buffer; readonly reason: string };

/** Reads a file to its end. Holds at most the larger of `maxRecordBytes` and REJECT_RAW_MAX bytes, and a chunk. */
export async function readWhole(source: ByteSource, { maxRecordBytes }: ReadSettings): Promise<WholeFile> {
  const pieces: Buffer[] = [];
  let held = 0;
  let length = 0;
  for await (const chunk of source.chunks) {
    length += chunk.length;
    if (held > Math.max(maxRecordBytes, REJECT_RAW_MAX)) continue;
    pieces.push(chunk);
    held += chunk.length;
  }
  const bytes = Buffer.concat(pieces);
  const fault = source.fault();
  if (fault !== null) return { kind: "fault", bytes, reason: `expected whole gzip data, found ${fault}` };
  if (length <= maxRecordBytes) return { kind: "whole", bytes };
  return { kind: "fault", bytes, reason: `expected a file of at most ${maxRecordBytes} bytes, found ${length}` };
}
