/** Characters written at once: an escape takes six, and a string must stay below V8's 2^29 − 24. */
const STEP = 1 << 24;

/**
 * The JSON of a string as UTF-8, lone surrogates escaped. Works in steps of `step` characters, at least 2, since the
 * escapes of a long text can outgrow the longest string.
 */
export function jsonString(text: string, step: number = STEP): Buffer {
  if (text.length <= step) return Buffer.from(JSON.stringify(text));
  const pieces: Buffer[] = [Buffer.from('"')];
  for (let from = 0; from < text.length; ) {
    const part = text.slice(from, stepEnd(text, from, step));
    pieces.push(Buffer.from(JSON.stringify(part).slice(1, -1)));
    from += part.length;
  }
  return Buffer.concat([...pieces, Buffer.from('"')]);
}

/** The JSON of a string as it comes cheapest: a well-formed string, or of a long text the bytes of `jsonString`. */
export function jsonValue(text: string): string | Buffer {
  return text.length <= STEP ? JSON.stringify(text) : jsonString(text);
}

/** The end of a step, moved so that it splits no surrogate pair. */
function stepEnd(text: string, from: number, step: number): number {
  const end = Math.min(text.length, from + step);
  return end < text.length && isHigh(text.charCodeAt(end - 1)) ? end - 1 : end;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
