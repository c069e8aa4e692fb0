/** Values at hand by number, the least recently used forgotten first once they outgrow a number of bytes. */
export interface ByteCache<Value> {
  get(key: number, read: () => Value): Value;
}

/** A cache of values whose sizes are known; the value asked for is always kept, however large. */
export function createByteCache<Value>(mostBytes: number, sizeOf: (value: Value) => number): ByteCache<Value> {
  const values = new Map<number, Value>();
  let bytes = 0;
  const forgetOldest = (): void => {
    const [[key, value]] = values as unknown as [[number, Value]];
    values.delete(key);
    bytes -= sizeOf(value);
  };
  return {
    get(key, read) {
      const known = values.get(key);
      if (known !== undefined) {
        values.delete(key);
        values.set(key, known);
        return known;
      }
      const value = read();
      values.set(key, value);
      bytes += sizeOf(value);
      while (bytes > mostBytes && values.size > 1) forgetOldest();
      return value;
    },
  };
}
