import { createFolding, IGNORABLE } from "../text/folding.js";
import type { KernelExports } from "./exports.js";

/** Code points a page, and entries. */
const PAGE_SIZE = 256;
const PAGE_BYTES = PAGE_SIZE * 4;
/** Form of an entry whose fold is one code point; see assembly/fold.ts. */
const ONE = 31;

/** Writes the fold tables into the kernel's memory, a page when it is first asked for. */
export function createPageWriter(kernel: KernelExports): (page: number) => void {
  const folding = createFolding();
  const words = new Uint32Array(kernel.memory.buffer);
  const folds = new Uint16Array(kernel.memory.buffer, kernel.FOLDS.value, kernel.MOST_FOLDS.value);
  let pages = 0;
  let used = 0;
  const keep = (units: Uint16Array): number => {
    if (used + units.length > folds.length) throw new RangeError(`fold tables: expected at most ${folds.length} units`);
    folds.set(units, used);
    used += units.length;
    return used - units.length;
  };
  return (page) => {
    const { classes, starts, units } = folding.page(page * PAGE_SIZE);
    const address = kernel.PAGES.value + pages++ * PAGE_BYTES;
    for (let index = 0; index < PAGE_SIZE; index++) {
      const kind = classes[index] as number;
      const fold = units.subarray(starts[index], starts[index + 1]);
      const one = kind === IGNORABLE ? undefined : singleCodePoint(fold);
      const [form, value] = one === undefined ? [fold.length, keep(fold)] : [ONE, one];
      words[address / 4 + index] = kind | (form << 3) | (value << 8);
    }
    words[kernel.DIRECTORY.value / 4 + page] = address;
  };
}

/** The code point that units make up; undefined where they are none, or several. */
function singleCodePoint(units: Uint16Array): number | undefined {
  const codePoint = String.fromCharCode(...units).codePointAt(0);
  return codePoint !== undefined && units.length === (codePoint > 0xffff ? 2 : 1) ? codePoint : undefined;
}
