import { crc32 } from "node:zlib";
import { InputError } from "../errors.js";

/**
 * Every stored value carries the CRC-32 of its bytes: `crc (u32, little-endian) · bytes`, so that damage is found where
 * it is read.
 */
export const CRC_BYTES = 4;

/** A stored value that is not as it was written. */
export class DamageError extends InputError {
  /** @param what names the value. */
  constructor(what: string, message: string) {
    super(`damaged index, ${what}`, message);
  }
}

/** The value to store. */
export function sealed(bytes: Uint8Array): Buffer {
  const value = Buffer.allocUnsafe(CRC_BYTES + bytes.length);
  value.set(bytes, CRC_BYTES);
  value.writeUInt32LE(crc32(bytes), 0);
  return value;
}

/**
 * The bytes of a stored value, as a view of it.
 * @param what names the value in the error.
 * @throws {DamageError} where the bytes are not those that were stored.
 */
export function unsealed(value: Uint8Array, what: () => string): Buffer {
  const buffer = Buffer.isBuffer(value) ? value : Buffer.from(value.buffer, value.byteOffset, value.length);
  if (buffer.length < CRC_BYTES) throw new DamageError(what(), `expected a checksum, found ${buffer.length} bytes`);
  const bytes = buffer.subarray(CRC_BYTES);
  const [expected, found] = [buffer.readUInt32LE(0), crc32(bytes)];
  if (expected !== found) throw new DamageError(what(), `expected checksum ${hex(expected)}, found ${hex(found)}`);
  return bytes;
}

const hex = (word: number): string => word.toString(16).padStart(8, "0");
