import buffer, { isAscii } from "node:buffer";

/** Absent where Node was built without ICU. */
const transcode: typeof buffer.transcode | undefined = buffer.transcode;

/** Longer ones are rare, and UTF-16 takes twice the memory for a moment. */
const MOST_BYTES = 1 << 20;

/**
 * The string that `bytes.toString("utf8")` gives, in under half of its time: the engine decodes UTF-8 a character at a
 * time, transcoding to UTF-16 goes by vectors.
 * @param isWhole whether the bytes are UTF-8 without fault; others are left to the engine, which replaces what is not.
 */
export function decodeUtf8(bytes: Buffer, isWhole: boolean): string {
  if (isAscii(bytes)) return bytes.toString("latin1");
  if (!isWhole || bytes.length > MOST_BYTES || transcode === undefined) return bytes.toString("utf8");
  return transcode(bytes, "utf8", "utf16le").toString("utf16le");
}
