import { InputError, UsageError } from "../errors.js";
import type { IndexHeader } from "../model/decision.js";
import { DamageError, sealed, unsealed } from "./checked.js";
import type { SegmentNote } from "./segment.js";
import type { IndexReads, Write } from "./store.js";

/**
 * The rows that say what an index is, in the space `meta`:
 *
 *     "header.."  → sealed: MAGIC (8 bytes) · JSON of the IndexHeader; never changes but for its templates
 *     "manifest"  → sealed: JSON of the Manifest; changes when segments do
 *     "counters"  → sealed: JSON of the Counters; changes with every commit
 */
export const META = "meta";
const MAGIC = "DITTOIDX";
const [HEADER_KEY, MANIFEST_KEY, COUNTERS_KEY] = ["header..", "manifest", "counters"].map((name) =>
  Buffer.from(name),
) as [Buffer, Buffer, Buffer];

/** The layout that this code writes: with a log beside the B-trees. */
export const FORMAT = 3;

/** The layouts that this code reads; 2 has no log yet. Code that reads 2 only would overlook one. */
export const FORMATS = [2, FORMAT] as const;

/** Where the postings of each bucket lie. */
export interface Manifest {
  /** Number of the next space of segments or journals. */
  readonly nextSpace: number;
  readonly buckets: readonly BucketNote[];
}

/** One bucket: segments and then journals, oldest first. */
export interface BucketNote {
  readonly bucket: number;
  readonly segments: readonly SegmentNote[];
  readonly journals: readonly string[];
}

/** What every commit brings up to date. */
export interface Counters {
  /** The number of the next article. */
  readonly sequence: number;
  readonly kept: number;
  readonly duplicates: number;
  readonly superseded: number;
  readonly removed: number;
  readonly late: number;
  /** Articles held of each bucket. */
  readonly articles: Readonly<Record<string, number>>;
}

export const NO_COUNTERS: Counters = Object.freeze({
  ...{ sequence: 0, kept: 0, duplicates: 0, superseded: 0, removed: 0, late: 0 },
  articles: Object.freeze({}),
});

export function headerWrite(header: IndexHeader): Write {
  return { space: META, key: HEADER_KEY, value: sealed(Buffer.from(MAGIC + JSON.stringify(header))) };
}

export function manifestWrite(manifest: Manifest): Write {
  return { space: META, key: MANIFEST_KEY, value: sealed(Buffer.from(JSON.stringify(manifest))) };
}

export function countersWrite(counters: Counters): Write {
  return { space: META, key: COUNTERS_KEY, value: sealed(Buffer.from(JSON.stringify(counters))) };
}

/** Whether a batch stores a header. */
export const hasHeader = (writes: readonly Write[]): boolean =>
  writes.some(({ space, key }) => space === META && HEADER_KEY.equals(key));

/** What says of an index of an earlier layout that it is of this one now; nothing where it is, or has no header yet. */
export function formatWrites(reads: IndexReads, path: string): readonly Write[] {
  const header = storedHeader(reads, path);
  return header === undefined || header.format === FORMAT ? [] : [headerWrite({ ...header, format: FORMAT })];
}

/**
 * The header, in this layout, or undefined of an index that is empty.
 * @throws {InputError} where the store holds something else, or the header is damaged.
 */
export function readHeader(reads: IndexReads, path: string): IndexHeader | undefined {
  const header = storedHeader(reads, path);
  if (header === undefined) {
    const [other] = reads.spaces().filter((space) => space !== META);
    if (other !== undefined) throw new InputError(path, `expected an index, found a store without a header`);
    return undefined;
  }
  if (!FORMATS.some((format) => format === header.format)) {
    throw new InputError(path, `expected an index of format ${FORMATS.join(" or ")}, found format ${header.format}`);
  }
  return { ...header, format: FORMAT };
}

function storedHeader(reads: IndexReads, path: string): IndexHeader | undefined {
  const value = reads.get(META, HEADER_KEY);
  if (value === undefined) return undefined;
  const text = read(value, path, "header").toString();
  if (!text.startsWith(MAGIC)) {
    throw new InputError(path, `expected an index (${MAGIC}), found ${JSON.stringify(text.slice(0, MAGIC.length))}`);
  }
  return JSON.parse(text.slice(MAGIC.length)) as IndexHeader;
}

/** @throws {InputError} where it is damaged. */
export function readManifest(reads: IndexReads, path: string): Manifest {
  const value = reads.get(META, MANIFEST_KEY);
  if (value === undefined) return { nextSpace: 0, buckets: [] };
  return JSON.parse(read(value, path, "manifest").toString()) as Manifest;
}

/** @throws {InputError} where they are damaged. */
export function readCounters(reads: IndexReads, path: string): Counters {
  const value = reads.get(META, COUNTERS_KEY);
  return value === undefined ? NO_COUNTERS : (JSON.parse(read(value, path, "counters").toString()) as Counters);
}

/** The stored bytes of manifest and counters: equal as long as neither changed. */
export function readState(reads: IndexReads): Buffer {
  const [manifest, counters] = reads.getMany(META, [MANIFEST_KEY, COUNTERS_KEY]);
  return Buffer.concat([manifest ?? Buffer.alloc(0), counters ?? Buffer.alloc(0)]);
}

function read(value: Uint8Array, path: string, what: string): Buffer {
  try {
    return unsealed(value, () => what);
  } catch (error) {
    if (error instanceof DamageError) throw new InputError(path, error.message, { cause: error });
    throw error;
  }
}

/**
 * Refuses to open an index with options other than those it was made with.
 * @throws {UsageError} naming each field that differs and both its values.
 */
export function expectHeader(path: string, found: IndexHeader, wanted: IndexHeader): void {
  const names = Object.keys(wanted) as (keyof IndexHeader)[];
  const differing = names.filter((name) => found[name] !== wanted[name]);
  if (differing.length === 0) return;
  const sides = differing.map((name) => `${name} ${show(found[name])}, asked for ${show(wanted[name])}`);
  throw new UsageError(`${path}: the index was made with ${sides.join("; ")}`);
}

const show = (value: string | number): string => (value === "" ? "none" : String(value));
