import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GroupCommit } from "../../src/index/group-commit.js";

/** A disk that is done when it is told so; `groups` counts what it was asked for. */
function heldDisk() {
  const waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const disk = {
    groups: 0,
    write: () => {
      disk.groups++;
      return new Promise<void>((resolve, reject) => waiting.push({ resolve, reject }));
    },
    async finish(): Promise<void> {
      waiting.shift()?.resolve();
      await vi.advanceTimersByTimeAsync(0);
    },
    async break(): Promise<void> {
      waiting.shift()?.reject(new Error("full"));
      await vi.advanceTimersByTimeAsync(0);
    },
  };
  return disk;
}

/** Whether a promise has resolved, as of now. */
function watched(promise: Promise<void>): { isOver: boolean } {
  const seen = { isOver: false };
  promise.then(
    () => {
      seen.isOver = true;
    },
    () => {},
  );
  return seen;
}

describe("a group commit", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("waits for others so long, and is durable only when the disk says so", async () => {
    const disk = heldDisk();
    const commit = new GroupCommit({ delayMs: 10, changes: 100 }, disk.write);
    const first = watched(commit.change());
    await vi.advanceTimersByTimeAsync(9);
    const second = watched(commit.change());
    expect(disk.groups).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect([disk.groups, first.isOver, second.isOver]).toEqual([1, false, false]);
    await disk.finish();
    expect([first.isOver, second.isOver]).toEqual([true, true]);
  });

  it("begins at once where enough have come", async () => {
    const disk = heldDisk();
    const commit = new GroupCommit({ delayMs: 10, changes: 2 }, disk.write);
    void commit.change();
    expect(disk.groups).toBe(0);
    void commit.change();
    expect(disk.groups).toBe(1);
  });

  it("takes what waited long enough while a group was under way as soon as that ends", async () => {
    const disk = heldDisk();
    const commit = new GroupCommit({ delayMs: 10, changes: 100 }, disk.write);
    void commit.change();
    await vi.advanceTimersByTimeAsync(10);
    const later = watched(commit.change());
    await vi.advanceTimersByTimeAsync(10);
    expect(disk.groups).toBe(1);
    await disk.finish();
    expect([disk.groups, later.isOver]).toEqual([2, false]);
    await disk.finish();
    expect(later.isOver).toBe(true);
  });

  it("lets what came late in a group under way wait the rest of its delay", async () => {
    const disk = heldDisk();
    const commit = new GroupCommit({ delayMs: 10, changes: 100 }, disk.write);
    void commit.change();
    await vi.advanceTimersByTimeAsync(10);
    void commit.change();
    await vi.advanceTimersByTimeAsync(4);
    await disk.finish();
    expect(disk.groups).toBe(1);
    await vi.advanceTimersByTimeAsync(5);
    expect(disk.groups).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(disk.groups).toBe(2);
  });

  it("begins nothing where nothing has changed since", async () => {
    const disk = heldDisk();
    const commit = new GroupCommit({ delayMs: 10, changes: 100 }, disk.write);
    void commit.change();
    await vi.advanceTimersByTimeAsync(10);
    await disk.finish();
    await vi.advanceTimersByTimeAsync(100);
    await commit.flush();
    expect(disk.groups).toBe(1);
  });

  it("is flushed without waiting, behind a group under way", async () => {
    const disk = heldDisk();
    const commit = new GroupCommit({ delayMs: 1000, changes: 100 }, disk.write);
    void commit.change();
    await vi.advanceTimersByTimeAsync(1000);
    const change = watched(commit.change());
    const flushed = watched(commit.flush());
    await disk.finish();
    expect([disk.groups, flushed.isOver]).toEqual([2, false]);
    await disk.finish();
    expect([change.isOver, flushed.isOver]).toEqual([true, true]);
  });

  it("fails all that wait and all that comes where the disk fails", async () => {
    const disk = heldDisk();
    const commit = new GroupCommit({ delayMs: 10, changes: 100 }, disk.write);
    const first = expect(commit.change()).rejects.toThrow("full");
    await vi.advanceTimersByTimeAsync(10);
    const second = expect(commit.change()).rejects.toThrow("full");
    await disk.break();
    await Promise.all([first, second]);
    await expect(commit.change()).rejects.toThrow("full");
    expect(() => commit.expectSound()).toThrow("full");
    await vi.advanceTimersByTimeAsync(100);
    expect(disk.groups).toBe(1);
  });
});
