/** Texts as units: to copy a string and read that takes less than to ask it for one unit after the other. */
export interface Units {
  /** Gives the units of a text that has room; they are good until the next is taken. */
  take(text: string): Uint16Array;
}

/** First code unit in the memory of a big-endian machine differs from what text is written as. */
const IS_BIG_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0;

/** Room for so many units. */
export function createUnits(most: number): Units {
  const units = new Uint16Array(most);
  const bytes = Buffer.from(units.buffer);
  return {
    take(text) {
      bytes.write(text, "utf16le");
      if (IS_BIG_ENDIAN) bytes.swap16();
      return units;
    },
  };
}
