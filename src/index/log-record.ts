import { crc32 } from "node:zlib";
import type { Write } from "./store.js";

/**
 * Batches that are durable and not in the B-trees yet, as records in two files, `log-0` and `log-1`, written in turn from
 * their start, little-endian:
 *
 *     bytes of the changes        u32
 *     CRC-32 of what follows      u32
 *     number                      u64   one more than that of the batch before
 *     changes, each: bytes of the space's name (u8) · of the key (u16) · of the value and one, 0 where the key is
 *     removed (u32) · name · key · value
 *
 * A record counts where its checksum is right and its number is the next; so neither does one that a kill cut off, nor
 * what an earlier turn left behind it. Files are made of zeros first, as long as they mostly get: a record that is synced
 * then changes neither the file's length nor where it lies, which spares the file system its own journal. A file grows
 * where many batches come while what the other one holds is on its way into the B-trees.
 */
export const HEAD_BYTES = 16;
const SUMMED_FROM = 8;
const NUMBER_AT = 8;
const CHANGE_HEAD_BYTES = 7;

/** Names of the two files. */
export const LOG_FILES = ["log-0", "log-1"] as const;

/** Which of the two files. */
export type LogSide = 0 | 1;

/** A batch in the log. */
export interface LogRecord {
  readonly number: number;
  readonly writes: readonly Write[];
}

/** The bytes of a batch. @param number below 2^53. Names of spaces are Latin-1, at most 255 characters. */
export function encodeRecord({ number, writes }: LogRecord): Buffer {
  const bytes = Buffer.allocUnsafe(writes.reduce((sum, one) => sum + changeBytes(one), HEAD_BYTES));
  let at = HEAD_BYTES;
  for (const change of writes) at = encodeChange(change, bytes, at);
  bytes.writeUInt32LE(at - HEAD_BYTES, 0);
  bytes.writeBigUInt64LE(BigInt(number), NUMBER_AT);
  bytes.writeUInt32LE(crc32(bytes.subarray(SUMMED_FROM)), 4);
  return bytes;
}

const changeBytes = ({ space, key, value }: Write): number =>
  CHANGE_HEAD_BYTES + space.length + key.length + (value?.length ?? 0);

function encodeChange({ space, key, value }: Write, out: Buffer, from: number): number {
  out.writeUInt8(space.length, from);
  out.writeUInt16LE(key.length, from + 1);
  out.writeUInt32LE(value === undefined ? 0 : value.length + 1, from + 3);
  let at = from + CHANGE_HEAD_BYTES;
  at += out.write(space, at, "latin1");
  out.set(key, at);
  at += key.length;
  if (value !== undefined) out.set(value, at);
  return at + (value?.length ?? 0);
}

/** The number in a record's head; not exact from 2^53 on, which no record has. */
export const numberIn = (view: DataView, at: number): number =>
  view.getUint32(at + NUMBER_AT, true) + view.getUint32(at + NUMBER_AT + 4, true) * 2 ** 32;

/** As `numberIn`, of bytes. */
export const numberAt = (bytes: Buffer, at: number): number =>
  numberIn(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), at);

/** Bytes of a record with this head. */
export const bytesOf = (head: Buffer): number => HEAD_BYTES + head.readUInt32LE(0);

/** The record that begins at `at`, and where it ends; undefined where none does, or not a whole one. */
export function decodeRecord(bytes: Buffer, at: number): (LogRecord & { readonly end: number }) | undefined {
  if (at + HEAD_BYTES > bytes.length) return undefined;
  const end = at + bytesOf(bytes.subarray(at));
  // Lengths first: a sum over bytes that are no record would be as long as their first four say.
  if (end > bytes.length || !leadsTo(bytes, at + HEAD_BYTES, end)) return undefined;
  if (crc32(bytes.subarray(at + SUMMED_FROM, end)) !== bytes.readUInt32LE(at + 4)) return undefined;
  return { number: numberAt(bytes, at), writes: [...decodeChanges(bytes.subarray(at + HEAD_BYTES, end))], end };
}

/** Whether changes lie between two places, by their lengths. */
function leadsTo(bytes: Buffer, from: number, end: number): boolean {
  let at = from;
  while (at + CHANGE_HEAD_BYTES <= end) {
    const valueBytes = Math.max(0, bytes.readUInt32LE(at + 3) - 1);
    at += CHANGE_HEAD_BYTES + bytes.readUInt8(at) + bytes.readUInt16LE(at + 1) + valueBytes;
  }
  return at === end;
}

function* decodeChanges(bytes: Buffer): Generator<Write> {
  for (let at = 0; at < bytes.length; ) {
    const [spaceBytes, keyBytes, held] = [bytes.readUInt8(at), bytes.readUInt16LE(at + 1), bytes.readUInt32LE(at + 3)];
    const keyAt = at + CHANGE_HEAD_BYTES + spaceBytes;
    const space = bytes.toString("latin1", at + CHANGE_HEAD_BYTES, keyAt);
    const key = bytes.subarray(keyAt, keyAt + keyBytes);
    at = keyAt + keyBytes + Math.max(0, held - 1);
    yield held === 0 ? { space, key } : { space, key, value: bytes.subarray(keyAt + keyBytes, at) };
  }
}
