import type { Line } from "./lines.js";

/** Lines one behind the other in one buffer, that can be handed to another thread as a whole. */
export interface LineBatch {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each line ends in `bytes`. */
  readonly ends: Float64Array<ArrayBuffer>;
  /** `number`, `offset`, `length` and `whole` (1 or 0) of each line, as in `Line`. */
  readonly places: Float64Array<ArrayBuffer>;
}

const PLACE = 4;

/** Packs lines; their bytes are copied. */
export function packLines(lines: readonly Line[]): LineBatch {
  const bytes = new Uint8Array(lines.reduce((sum, line) => sum + line.bytes.length, 0));
  const ends = new Float64Array(lines.length);
  const places = new Float64Array(lines.length * PLACE);
  let at = 0;
  for (const [i, line] of lines.entries()) {
    bytes.set(line.bytes, at);
    at += line.bytes.length;
    ends[i] = at;
    places.set([line.number, line.offset, line.length, line.whole ? 1 : 0], i * PLACE);
  }
  return { bytes, ends, places };
}

/** The lines of a batch; their bytes are views of it. */
export function* linesOf({ bytes, ends, places }: LineBatch): Generator<Line> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let start = 0;
  for (const [i, end] of ends.entries()) {
    const [number, offset, length, whole] = places.subarray(i * PLACE, (i + 1) * PLACE) as unknown as [
      number,
      number,
      number,
      number,
    ];
    yield { number, offset, length, whole: whole === 1, bytes: buffer.subarray(start, end) };
    start = end;
  }
}
