import type { Fingerprint, ShingleSet, Signature, Tokens } from "../model/fingerprint.js";
import type { JsonText } from "../model/json-text.js";
import type { Kernel } from "../model/kernel.js";
import type { Range } from "../model/span.js";
import { createSlab } from "../text/slab.js";
import type { KernelExports } from "./exports.js";
import { createJsonViews } from "./json-views.js";
import { createPageReaders } from "./page-readers.js";

/** Answer of `foldExact` where the folded text has no room, read as a signed number. */
const TOO_LONG = -1;
/** The top bit, which the reference flips in addends to compare signed numbers. */
const SIGN = 0x80000000;
/** Rows that are sketched in one pass; a signature is filled up to a multiple. */
const PASS = 8;

/** The functions of a kernel over its memory, which never grows: views into it stay good. */
export function createKernel(exports: KernelExports): Kernel {
  const memory = viewsOf(exports);
  const json = createJsonViews(exports);
  // Read once, as all numbers of exports are that are asked for often: to look at a global is a call into the engine.
  const [mostUnits, textAt] = [exports.MOST_UNITS.value, exports.TEXT.value];
  let units = 0;
  /** The text that lies in TEXT: as a string, where it was taken from, or both. */
  let taken: string | undefined;
  let takenPlace: JsonText | undefined;
  let readers: ReturnType<typeof createPageReaders> | undefined;
  /** The set that lies in SHINGLES, and the factors in ROWS. */
  let held: ShingleSet | undefined;
  /** The set that is marked in HASHES. */
  let marked: ShingleSet | undefined;
  let factorsHeld: Int32Array | undefined;
  /** What SIGNATURE was read as, and the set it is of. */
  let sketched: Pick<Fingerprint, "shingles" | "signature"> | undefined;
  const hold = (set: ShingleSet): void => {
    if (held !== set) memory.writeShingles(set);
    held = set;
  };
  return {
    take(text) {
      if (text === taken) return true;
      if (text.length > mostUnits) return false;
      taken = text;
      takenPlace = undefined;
      units = text.length;
      memory.bytes.write(text, textAt, "utf16le");
      return true;
    },
    takeJson(place, known) {
      if (place === takenPlace) return units;
      const count = json.decode(place);
      if (count === undefined) return undefined;
      taken = known;
      takenPlace = place;
      units = count;
      return units;
    },
    taken() {
      taken ??= json.readText(units);
      return taken;
    },
    scanRecord: json.scan,
    findCuts: (place, cuts) => (memory.writeRanges(cuts) ? json.findEdges(place, cuts.length * 2) : undefined),
    tokenise(ranges) {
      if (!memory.writeRanges(ranges)) return undefined;
      marked = undefined;
      return exports.tokenise(units, ranges.length);
    },
    tokens: (count) => memory.readTokens(count),
    shingle(count, width) {
      held = memory.readShingles(exports.shingle(count, width));
      return held;
    },
    sketcher(factors, rows) {
      if (rows > exports.MOST_ROWS.value)
        throw new RangeError(`expected at most ${exports.MOST_ROWS.value} rows, found ${rows}`);
      return (set) => {
        if (factorsHeld !== factors) memory.writeFactors(factors);
        factorsHeld = factors;
        hold(set);
        exports.sketch(set.length, rows);
        const signature = memory.readSignature(rows);
        sketched = { shingles: set, signature };
        return signature;
      };
    },
    keys({ shingles, signature }, plan) {
      if (sketched?.shingles !== shingles || sketched.signature !== signature || held !== shingles) return undefined;
      const bands = shingles.length > 0 ? plan.bands : 0;
      const samples = exports.writeKeys(shingles.length, bands, plan.rows);
      return { lo: memory.keys.lo, hi: memory.keys.hi, bands, samples };
    },
    countShared(a, b, least = 0) {
      if (Math.max(a.length, b.length) > mostUnits) return undefined;
      hold(a);
      if (marked !== a) exports.markSet(a.length);
      marked = a;
      memory.writeOther(b);
      return exports.countShared(a.length, b.length, least);
    },
    fold(ranges) {
      if (!memory.writeRanges(ranges)) return undefined;
      const bytes = exports.foldExact(ranges.length);
      return bytes === TOO_LONG ? undefined : memory.readFolded(bytes);
    },
    paragraphs(folds) {
      if (folds.length !== exports.TABLED.value)
        throw new RangeError(`expected folds of ${exports.TABLED.value} units, found ${folds.length}`);
      memory.writeLineFolds(folds);
      return () => memory.readParagraphs(exports.hashParagraphs(units));
    },
    textKey() {
      exports.keyOfText(units);
      return memory.readTextKey();
    },
    pages(marks) {
      readers ??= createPageReaders(exports, marks);
      return readers;
    },
  };
}

/** Typed views of a kernel's memory, and what is read and written through them. */
function viewsOf(exports: KernelExports) {
  const { buffer } = exports.memory;
  const words = new Uint32Array(buffer);
  const longs = new BigUint64Array(buffer);
  const bytes = Buffer.from(buffer);
  // Not filled with zeros: what is handed out of it was written.
  const copyLongs = createSlab(longs, (length) => new BigUint64Array(Buffer.allocUnsafeSlow(length * 8).buffer));
  const copyWords = createSlab(words, (length) => new Uint32Array(Buffer.allocUnsafeSlow(length * 4).buffer));
  const mostKeys = exports.MOST_UNITS.value + exports.MOST_ROWS.value;
  const mostRanges = exports.MOST_RANGES.value;
  const [rangeWord, slotWord] = [exports.RANGES.value / 4, exports.SLOTS.value / 4];
  const [shingleLong, otherLong] = [exports.SHINGLES.value / 8, exports.KEYS.value / 8];
  const signatureWord = exports.SIGNATURE.value / 4;
  const folded = exports.FOLDED.value;
  return {
    bytes,
    keys: {
      lo: new Uint32Array(buffer, exports.SLOTS.value, mostKeys),
      hi: new Uint32Array(buffer, exports.KEYS_HIGH.value, mostKeys),
    },
    writeRanges(ranges: readonly Range[]): boolean {
      if (ranges.length > mostRanges) return false;
      let at = rangeWord;
      for (const { start, end } of ranges) {
        words[at++] = start;
        words[at++] = end;
      }
      return true;
    },
    readTokens(count: number): Tokens {
      exports.writeColumns(count);
      const all = words.slice(slotWord, slotWord + 4 * count);
      const column = (place: number) => all.subarray(place * count, (place + 1) * count);
      return { count, lo: column(0), hi: column(1), start: column(2), end: column(3) };
    },
    readShingles(count: number): ShingleSet {
      return copyLongs(shingleLong, count) as BigUint64Array as ShingleSet;
    },
    writeShingles: (set: ShingleSet): void => longs.set(set, shingleLong),
    writeOther: (set: ShingleSet): void => longs.set(set, otherLong),
    writeFactors(factors: Int32Array): void {
      const first = exports.ROWS.value / 4;
      for (let row = 0; row < Math.ceil(factors.length / 3 / PASS) * PASS; row++) {
        const at = first + (row >> 2) * 12 + (row & 3);
        words[at] = factors[3 * row] ?? 0;
        words[at + 4] = factors[3 * row + 1] ?? 0;
        words[at + 8] = (factors[3 * row + 2] ?? 0) ^ SIGN;
      }
    },
    readSignature(rows: number): Signature {
      return copyWords(signatureWord, rows) as Uint32Array as Signature;
    },
    writeLineFolds(folds: Uint16Array): void {
      new Uint16Array(buffer, exports.LINE_FOLDS.value, folds.length).set(folds);
    },
    readParagraphs(count: number): Uint32Array {
      return words.subarray(slotWord, slotWord + 4 * count);
    },
    readTextKey() {
      return { lo: words[slotWord] as number, hi: words[slotWord + 1] as number };
    },
    readFolded: (count: number) => bytes.subarray(folded, folded + count),
  };
}
