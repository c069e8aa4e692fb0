import type { CopyRelation } from "../model/decision.js";
import type { Similarity } from "../model/pair.js";
import { sealed, unsealed } from "./checked.js";

/** Where an article lies: numbers rise over all buckets. */
export interface Place {
  readonly bucket: number;
  readonly sequence: number;
}

/** The article that another joined, or that took its place, and how much both share, seen from the other. */
export interface RowLink extends Place, Similarity {
  readonly relation: CopyRelation;
}

/**
 * What is kept of an article besides its shingles and text, stored sealed:
 *
 *     0  arrival f64   8  time f64   16  length u32   20  tokens u32   24  shingles u32   28  samples u32
 *     32  text hash 8   40  exact digest 16   56  flags u8   57  relation u8   58  other's bucket i32   62  its number u32
 *     66  jaccard f64   74  containment 2 × f64   90  text block u32   94  place in it u32
 *     98  JSON [id, given id or null where it is the same, source, date, url], UTF-8
 */
export interface ArticleRow extends Place {
  readonly id: string;
  /** The id of its record; another where that was taken. */
  readonly given: string;
  readonly source: string;
  readonly date: string | null;
  readonly url: string | null;
  /** Milliseconds since 1970. */
  readonly arrival: number;
  /** What the window counts from, milliseconds since 1970. */
  readonly time: number;
  readonly length: number;
  readonly tokens: number;
  readonly shingles: number;
  readonly samples: number;
  /** 16 hex digits: equal for equal original texts only. */
  readonly textHash: string;
  /** 32 hex digits, or `""` without tokens. */
  readonly exact: string;
  /** Of a duplicate, what it joined; of a superseded article, what took its place; else absent: it is kept. */
  readonly link?: RowLink;
  /** It was answered `new` and stood for others, until `link` took its place. */
  readonly superseded: boolean;
  /** An exact copy: found by its id only, and without shingles and text of its own. */
  readonly isCopy: boolean;
  /** First article of the block that its text lies in, and its place there. */
  readonly block: number;
  readonly blockPlace: number;
}

const RELATIONS: readonly CopyRelation[] = ["exact", "near", "contained"];
const HEAD = 98;
const HAS_EXACT = 1;
const HAS_LINK = 2;
const SUPERSEDED = 4;
const IS_COPY = 8;

/** The stored form of a row; its place is its key. */
export function encodeRow(row: ArticleRow): Buffer {
  const tail = Buffer.from(
    JSON.stringify([row.id, row.given === row.id ? null : row.given, row.source, row.date, row.url]),
  );
  const bytes = Buffer.alloc(HEAD + tail.length);
  bytes.writeDoubleLE(row.arrival, 0);
  bytes.writeDoubleLE(row.time, 8);
  bytes.writeUInt32LE(row.length, 16);
  bytes.writeUInt32LE(row.tokens, 20);
  bytes.writeUInt32LE(row.shingles, 24);
  bytes.writeUInt32LE(row.samples, 28);
  bytes.write(row.textHash, 32, "hex");
  bytes.write(row.exact, 40, "hex");
  bytes[56] =
    (row.exact === "" ? 0 : HAS_EXACT) |
    (row.link === undefined ? 0 : HAS_LINK) |
    (row.superseded ? SUPERSEDED : 0) |
    (row.isCopy ? IS_COPY : 0);
  if (row.link !== undefined) writeLink(bytes, row.link);
  bytes.writeUInt32LE(row.block, 90);
  bytes.writeUInt32LE(row.blockPlace, 94);
  bytes.set(tail, HEAD);
  return sealed(bytes);
}

function writeLink(bytes: Buffer, { relation, bucket, sequence, jaccard, containment }: RowLink): void {
  bytes[57] = RELATIONS.indexOf(relation);
  bytes.writeInt32LE(bucket, 58);
  bytes.writeUInt32LE(sequence, 62);
  bytes.writeDoubleLE(jaccard, 66);
  bytes.writeDoubleLE(containment[0], 74);
  bytes.writeDoubleLE(containment[1], 82);
}

/** @throws {DamageError} where the bytes are not those that were stored. */
export function decodeRow(place: Place, value: Uint8Array): ArticleRow {
  const bytes = unsealed(value, () => `article ${place.sequence}`);
  const flags = bytes[56] as number;
  const [id, given, source, date, url] = JSON.parse(bytes.toString("utf8", HEAD)) as [
    string,
    string | null,
    string,
    string | null,
    string | null,
  ];
  const row = {
    bucket: place.bucket,
    sequence: place.sequence,
    id,
    given: given ?? id,
    source,
    date,
    url,
    arrival: bytes.readDoubleLE(0),
    time: bytes.readDoubleLE(8),
    length: bytes.readUInt32LE(16),
    tokens: bytes.readUInt32LE(20),
    shingles: bytes.readUInt32LE(24),
    samples: bytes.readUInt32LE(28),
    textHash: bytes.toString("hex", 32, 40),
    exact: (flags & HAS_EXACT) === 0 ? "" : bytes.toString("hex", 40, 56),
    superseded: (flags & SUPERSEDED) !== 0,
    isCopy: (flags & IS_COPY) !== 0,
    block: bytes.readUInt32LE(90),
    blockPlace: bytes.readUInt32LE(94),
  };
  return (flags & HAS_LINK) === 0 ? row : { ...row, link: readLink(bytes) };
}

function readLink(bytes: Buffer): RowLink {
  return {
    relation: RELATIONS[bytes[57] as number] ?? "near",
    bucket: bytes.readInt32LE(58),
    sequence: bytes.readUInt32LE(62),
    jaccard: bytes.readDoubleLE(66),
    containment: [bytes.readDoubleLE(74), bytes.readDoubleLE(82)],
  };
}
