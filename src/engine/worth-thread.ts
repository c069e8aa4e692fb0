import type { SpoolIndex } from "./spool.js";

/** Bytes of records from which a thread is worth its start. */
const THREAD_BYTES = 32 << 20;

/** Whether so many bytes wait in a spool that a thread of its own pays. @param threadBytes from which on; default 32 MB. */
export function isWorthThread({ lengths }: Pick<SpoolIndex, "lengths">, threadBytes = THREAD_BYTES): boolean {
  let bytes = 0;
  for (const length of lengths) bytes += length;
  return bytes >= threadBytes;
}
