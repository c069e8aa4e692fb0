/** Items of bytes, added one behind the other and read anywhere: in memory, or where there is more room. */
export interface ByteLog {
  /** Adds an item; gives where it begins. What is left free before it is less than what the log takes anyway. */
  append(bytes: Uint8Array): number;
  /** Bytes of one item, as a view that holds until the next call. @throws {RangeError} where there are none. */
  read(start: number, length: number): Buffer;
}

/** Makes an empty log. @param name tells the logs of one run apart. */
export type LogMaker = (name: string) => ByteLog;
