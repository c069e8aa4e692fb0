import { describe, expect, it } from "vitest";
import { closeBehind } from "../../src/engine/close-behind.js";

const closed: string[] = [];
const close = (name: string) => (): void => void closed.push(name);
const closeLater = (name: string) => async (): Promise<void> => {
  await new Promise((resolve) => setImmediate(resolve));
  closed.push(name);
};
const failing = (message: string) => async (): Promise<never> => {
  throw new Error(message);
};
const closedBy = (): string[] => closed.splice(0);

describe("closing what work used", () => {
  it("is done behind the work, in order, and gives what the work gives", async () => {
    const work = async (): Promise<number> => {
      await new Promise((resolve) => setImmediate(resolve));
      closed.push("work");
      return 7;
    };
    expect(await closeBehind(work, [closeLater("log"), close("index")])).toBe(7);
    expect(closedBy()).toEqual(["work", "log", "index"]);
  });

  it("is done whole where one cannot be closed, of which is told", async () => {
    const all = [close("a"), failing("no space left"), closeLater("b"), failing("gone"), close("c")];
    await expect(closeBehind(async () => 7, all)).rejects.toThrow("no space left");
    expect(closedBy()).toEqual(["a", "b", "c"]);
  });

  it("does not hide what the work failed of", async () => {
    const all = [failing("no space left"), close("index")];
    await expect(closeBehind(failing("damaged"), all)).rejects.toThrow("damaged");
    expect(closedBy()).toEqual(["index"]);
  });

  it("fails where the work fails and all can be closed", async () => {
    await expect(closeBehind(failing("damaged"), [close("index")])).rejects.toThrow("damaged");
    expect(closedBy()).toEqual(["index"]);
  });

  it("hears a close that throws at once", async () => {
    const broken = (): never => {
      throw new Error("at once");
    };
    await expect(closeBehind(async () => 7, [broken, close("index")])).rejects.toThrow("at once");
    expect(closedBy()).toEqual(["index"]);
  });
});
