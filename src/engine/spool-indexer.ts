import type { SealedSpools, Spooled, SpoolName } from "./piece.js";
import { FILE_SPAN, type SpoolIndex } from "./spool.js";

/** Gathers where the items of all pieces stand, in the order of the input. */
export interface SpoolIndexer {
  add(worker: number, spooled: Readonly<Record<SpoolName, Spooled>>): void;
  /** @param sealed by number of the worker. */
  finish(sealed: readonly SealedSpools[]): Readonly<Record<SpoolName, SpoolIndex>>;
}

const NAMES: readonly SpoolName[] = ["records", "shingles", "originals", "counted"];

/** An indexer of one run; 12 bytes an item, in memory that threads can share. */
export function createSpoolIndexer(): SpoolIndexer {
  const pieces: { readonly worker: number; readonly spooled: Readonly<Record<SpoolName, Spooled>> }[] = [];
  return {
    add: (worker, spooled) => void pieces.push({ worker, spooled }),
    finish(sealed) {
      const indexOf = (name: SpoolName): SpoolIndex => ({
        paths: sealed.map(({ paths }) => paths[name]),
        ...columnsOf(pieces.map(({ worker, spooled }) => ({ worker, ...spooled[name] }))),
      });
      return Object.fromEntries(NAMES.map((name) => [name, indexOf(name)])) as Record<SpoolName, SpoolIndex>;
    },
  };
}

function columnsOf(pieces: readonly (Spooled & { readonly worker: number })[]) {
  const count = pieces.reduce((sum, { lengths }) => sum + lengths.length, 0);
  const starts = new Float64Array(new SharedArrayBuffer(count * Float64Array.BYTES_PER_ELEMENT));
  const lengths = new Uint32Array(new SharedArrayBuffer(count * Uint32Array.BYTES_PER_ELEMENT));
  let item = 0;
  for (const { worker, start, lengths: own } of pieces) {
    let at = worker * FILE_SPAN + start;
    for (const length of own) {
      starts[item] = at;
      lengths[item++] = length;
      at += length;
    }
  }
  return { starts, lengths };
}
