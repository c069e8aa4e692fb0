import { describe, expect, it } from "vitest";
import { interleave, spreadOf, timeProgram } from "../../benchmarks/measure.js";

describe("spreadOf", () => {
  it.each([
    [[3], 3, 3],
    [[5, 1, 3], 1, 3],
    [[4, 1, 2, 10], 1, 3],
  ])("gives the least and the middle of %j", (values, min, median) => {
    expect(spreadOf(values)).toEqual({ min, median });
  });

  it("does not take no measurement for zero", () => {
    expect(() => spreadOf([])).toThrow(RangeError);
  });
});

describe("interleave", () => {
  it("runs one of each a round", () => {
    const order: string[] = [];
    const action = (name: string) => () => order.push(name);
    expect(interleave([action("a"), action("b")], 2)).toEqual([
      [1, 3],
      [2, 4],
    ]);
    expect(order).toEqual(["a", "b", "a", "b"]);
  });
});

describe("timeProgram", () => {
  it("gives the seconds of a program, with the environment it is given", () => {
    const script = "process.exit(process.env.MARK === 'x' ? 0 : 1)";
    expect(timeProgram(process.execPath, ["-e", script], { MARK: "x" })).toBeGreaterThan(0);
  });

  it("gives undefined for a program that the machine does not have", () => {
    expect(timeProgram("no-program-of-this-name", [])).toBeUndefined();
  });

  it("does not time a program that fails", () => {
    expect(() => timeProgram(process.execPath, ["-e", "console.error('broken'); process.exit(3)"])).toThrow(
      /expected exit 0, found 3: broken/,
    );
  });
});
