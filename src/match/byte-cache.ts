/** Values at hand by number; once they outgrow a number of bytes, those go first that were not asked for lately. */
export interface ByteCache<Value> {
  get(key: number, read: () => Value): Value;
}

interface Held<Value> {
  readonly value: Value;
  readonly bytes: number;
  /** Whether it was asked for since it was last looked at. */
  isAsked: boolean;
}

/**
 * A cache of values whose sizes are known; the value asked for is always kept, however large. Values wait in line; the
 * first goes, or to the end of the line where it was asked for meanwhile ("second chance"): finding a value moves nothing.
 */
export function createByteCache<Value>(mostBytes: number, sizeOf: (value: Value) => number): ByteCache<Value> {
  const line = new Map<number, Held<Value>>();
  let bytes = 0;
  const shorten = (): void => {
    const [[key, held]] = line as unknown as [[number, Held<Value>]];
    line.delete(key);
    if (held.isAsked) {
      held.isAsked = false;
      line.set(key, held);
    } else bytes -= held.bytes;
  };
  return {
    get(key, read) {
      const known = line.get(key);
      if (known !== undefined) {
        known.isAsked = true;
        return known.value;
      }
      const value = read();
      const size = sizeOf(value);
      bytes += size;
      while (bytes > mostBytes && line.size > 0) shorten();
      line.set(key, { value, bytes: size, isAsked: false });
      return value;
    },
  };
}
