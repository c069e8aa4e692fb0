import type { Range } from "../model/span.js";

/**
 * The stretches of a text that are compared, and nothing else of it. Reading tokens and facts of the text that comes back
 * gives the same with the same offsets: what stands up to BEFORE units before a stretch is kept as well, since a name is
 * known by what precedes it. All other units come back as line feeds.
 *
 *     length · count · (start − last end, end − start) × count, all LEB128 · the stretches, UTF-8
 */
const BEFORE = 2;

/** A text of which only some ranges are known. */
export interface EligibleText {
  readonly text: string;
  readonly ranges: readonly Range[];
}

/** @param ranges sorted, disjoint, inside the text. */
export function encodeEligible({ text, ranges }: EligibleText): Buffer {
  const numbers: number[] = [text.length, ranges.length];
  const pieces: string[] = [];
  let last = 0;
  for (const { start, end } of ranges) {
    numbers.push(start - last, end - start);
    pieces.push(text.slice(Math.max(last, start - BEFORE), end));
    last = end;
  }
  const head = leb128(numbers);
  const kept = pieces.join("");
  const bytes = Buffer.allocUnsafe(head.length + Buffer.byteLength(kept));
  bytes.set(head);
  bytes.write(kept, head.length);
  return bytes;
}

/** Reads back what `encodeEligible` wrote. */
export function decodeEligible(bytes: Buffer): EligibleText {
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  const length = number();
  const gaps = Array.from({ length: number() }, () => [number(), number()] as const);
  const kept = bytes.toString("utf8", at);
  const ranges: Range[] = [];
  const pieces: string[] = [];
  let last = 0;
  let from = 0;
  for (const [gap, size] of gaps) {
    const before = Math.min(gap, BEFORE);
    pieces.push("\n".repeat(gap - before), kept.slice(from, from + before + size));
    from += before + size;
    ranges.push({ start: last + gap, end: last + gap + size });
    last += gap + size;
  }
  pieces.push("\n".repeat(Math.max(0, length - last)));
  return { text: pieces.join(""), ranges };
}

function leb128(numbers: readonly number[]): readonly number[] {
  const bytes: number[] = [];
  for (const number of numbers) {
    let rest = number;
    for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
    bytes.push(rest);
  }
  return bytes;
}
