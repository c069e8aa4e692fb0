import { createHash, hash } from "node:crypto";

/**
 * The SHA-256 of a string: of its UTF-8, which is the shorter, and of its UTF-16 where a lone surrogate would be lost in
 * UTF-8.
 */
export function digestOf(text: string): Buffer {
  return text.isWellFormed() ? hash("sha256", text, "buffer") : createHash("sha256").update(text, "utf16le").digest();
}
