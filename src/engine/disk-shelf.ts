import { join } from "node:path";
import type { Original, Shelf } from "../model/catalog.js";
import type { ShingleSet } from "../model/fingerprint.js";
import type { Span } from "../model/span.js";
import { createSpool } from "./spool.js";

/** A shelf on disk, filled in input order and then read. */
export interface DiskShelf extends Shelf {
  add(shingles: ShingleSet, text: string, spans: readonly Span[]): void;
  seal(): void;
  remove(): void;
}

/** Keeps shingle sets as little-endian 64-bit hashes in `shingles`, texts and spans as JSON in `originals`. */
export function createDiskShelf(folder: string): DiskShelf {
  const shingles = createSpool(join(folder, "shingles.spool"));
  const originals = createSpool(join(folder, "originals.spool"));
  return {
    add(set, text, spans) {
      shingles.append(new Uint8Array(set.buffer, set.byteOffset, set.byteLength));
      originals.append(Buffer.from(JSON.stringify([text, spans])));
    },
    seal() {
      shingles.seal();
      originals.seal();
    },
    shingles(index) {
      const bytes = shingles.read(index);
      return new BigUint64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8) as ShingleSet;
    },
    original(index): Original {
      const [text, spans] = JSON.parse(originals.read(index).toString()) as [string, Span[]];
      return { text, spans };
    },
    remove() {
      shingles.remove();
      originals.remove();
    },
  };
}
