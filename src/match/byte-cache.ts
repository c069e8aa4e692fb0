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

/** Keys that left the line before their places are let go of. */
const GONE_KEYS = 1024;

/**
 * A cache of values whose sizes are known; the value asked for is always kept, however large. Values wait in line; the
 * first goes, or to the end of the line where it was asked for meanwhile ("second chance"): finding a value moves nothing.
 * The line stands beside the map: the first key of a map is behind the places of all that were taken from its front.
 */
export function createByteCache<Value>(mostBytes: number, sizeOf: (value: Value) => number): ByteCache<Value> {
  const values = new Map<number, Held<Value>>();
  let line: number[] = [];
  let first = 0;
  let bytes = 0;
  const shorten = (): void => {
    const key = line[first++] as number;
    if (first >= GONE_KEYS && first * 2 > line.length) [line, first] = [line.slice(first), 0];
    const held = values.get(key) as Held<Value>;
    if (held.isAsked) {
      held.isAsked = false;
      line.push(key);
      return;
    }
    values.delete(key);
    bytes -= held.bytes;
  };
  return {
    get(key, read) {
      const known = values.get(key);
      if (known !== undefined) {
        known.isAsked = true;
        return known.value;
      }
      const value = read();
      const size = sizeOf(value);
      bytes += size;
      while (bytes > mostBytes && values.size > 0) shorten();
      values.set(key, { value, bytes: size, isAsked: false });
      line.push(key);
      return value;
    },
  };
}
