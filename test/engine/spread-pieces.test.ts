import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { type PieceHand, spreadOut } from "../../src/engine/spread-pieces.js";
import type { Piece } from "../../src/read/pieces.js";

const piece = {} as Piece;

/** Runs one piece, then fails to read another while `held` is at work; then lets that go on. */
async function failWhile(held: "gist" | "prepare"): Promise<readonly string[]> {
  const done: string[] = [];
  const gate: { open: () => void } = { open: () => expect.fail("nothing is held") };
  const opened = new Promise<void>((resolve) => {
    gate.open = resolve;
  });
  const act = (name: "gist" | "prepare") => async () => {
    if (name === held) await opened;
    return name;
  };
  const hand = { gist: act("gist"), prepare: act("prepare") } as unknown as PieceHand<string>;
  async function* pieces(): AsyncGenerator<Piece> {
    yield piece;
    await setImmediate();
    throw new Error("unreadable");
  }
  const work = { name: () => done.push("named"), merge: async () => void done.push("merged") };
  await expect(spreadOut(pieces(), [hand], work as never, {} as never)).rejects.toThrow("unreadable");
  gate.open();
  await setImmediate();
  return done;
}

describe("spreadOut", () => {
  it("names and merges nothing once it has failed", async () => {
    expect(await failWhile("gist")).toEqual([]);
    expect(await failWhile("prepare")).toEqual(["named"]);
  });
});
