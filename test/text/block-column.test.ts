import { describe, expect, it } from "vitest";
import { BlockColumn } from "../../src/text/block-column.js";

describe("BlockColumn", () => {
  it.each([0, 1, 32_767, 32_768, 32_769, 100_000])("gives %d numbers back, more than a block of them too", (count) => {
    const column = new BlockColumn();
    for (let n = 0; n < count; n++) column.push((n * 2_654_435_761) >>> 0);
    expect(column.length).toBe(count);
    for (let n = 0; n < count; n++) if (column.at(n) !== (n * 2_654_435_761) >>> 0) expect.fail(`other number at ${n}`);
  });

  it("says what its blocks take", () => {
    const column = new BlockColumn();
    expect(column.bytes).toBe(0);
    column.push(1);
    expect(column.bytes).toBe(4 << 15);
  });
});
