/**
 * windows-1252 as the Encoding Standard has it: ISO 8859-1, with other characters for 0x80 to 0x9f. Node 20's own
 * decoder treats the label as ISO 8859-1.
 */

/** Code points of 0x80 to 0x9f; the five that the code page leaves open stay as they are. */
// biome-ignore format: a table of two rows
const HIGH = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d, 0x8f,
  0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d, 0x017e, 0x0178,
] as const;

/** Decodes bytes; every byte is one character. */
export function decodeWindows1252(bytes: Buffer): string {
  return bytes
    .toString("latin1")
    .replace(/[\u0080-\u009f]/g, (unit) => String.fromCharCode(HIGH[unit.charCodeAt(0) - 0x80] ?? 0xfffd));
}
