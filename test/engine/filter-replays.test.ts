import { describe, expect, it } from "vitest";
import { CHECKPOINT_SCHEMA, type Checkpoint } from "../../src/engine/filter-checkpoint.js";
import { NO_COUNTS } from "../../src/engine/filter-counts.js";
import { createReplays } from "../../src/engine/filter-replays.js";
import { CHECKPOINT_RECORDS, MOST_WAITING } from "../../src/engine/filter-settings.js";

const resumed: Checkpoint = {
  ...{ schema: CHECKPOINT_SCHEMA, command: {}, read: 100, outputs: {}, sequence: 50, counts: NO_COUNTS },
};

describe("replays of a resumed run", () => {
  it("are articles taken between the checkpoint and the kill, met for the first time", () => {
    const isReplay = createReplays(resumed, 60);
    expect(isReplay({ id: "a", sequence: 55 }, 101)).toBe(true);
    expect(isReplay({ id: "a", sequence: 55 }, 102)).toBe(false);
    expect(isReplay({ id: "b", sequence: 50 }, 101)).toBe(true);
  });

  it("are not articles taken before the checkpoint, nor by this run", () => {
    const isReplay = createReplays(resumed, 60);
    expect(isReplay({ id: "old", sequence: 49 }, 101)).toBe(false);
    expect(isReplay({ id: "own", sequence: 60 }, 101)).toBe(false);
  });

  it("end where the killed run cannot have come", () => {
    const isReplay = createReplays(resumed, 60);
    expect(isReplay({ id: "far", sequence: 55 }, 100 + CHECKPOINT_RECORDS + MOST_WAITING + 1)).toBe(false);
  });

  it("are none of a run that begins anew", () => {
    expect(createReplays(undefined, 60)({ id: "a", sequence: 55 }, 0)).toBe(false);
  });
});
