import { closeSync, openSync, readSync } from "node:fs";

const CHUNK = 1 << 20;
const LF = 0x0a;

/** The rows of a JSONL file of our own making, one after the other; memory is that of the longest row. */
export function* jsonRows<T>(file: string): Generator<T> {
  const handle = openSync(file, "r");
  const chunk = Buffer.allocUnsafe(CHUNK);
  let rest = Buffer.alloc(0);
  try {
    for (let got = readSync(handle, chunk); got > 0; got = readSync(handle, chunk)) {
      const bytes = Buffer.concat([rest, chunk.subarray(0, got)]);
      let from = 0;
      for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, from)) {
        if (at > from) yield JSON.parse(bytes.toString("utf8", from, at)) as T;
        from = at + 1;
      }
      rest = bytes.subarray(from);
    }
    if (rest.length > 0) yield JSON.parse(rest.toString("utf8")) as T;
  } finally {
    closeSync(handle);
  }
}
