import { describe, expect, it } from "vitest";
import { createGate } from "../../src/serve/gate.js";
import { DEFAULT_LIMITS, resolveLimits } from "../../src/serve/limits.js";
import { createRateLimiter } from "../../src/serve/rate.js";

describe("limits", () => {
  it("are the defaults where none are given, and a burst of twice the rate", () => {
    expect(resolveLimits()).toEqual(DEFAULT_LIMITS);
    expect(resolveLimits({ requestsPerSecond: 5 })).toMatchObject({ requestsPerSecond: 5, burst: 10 });
    expect(resolveLimits({ requestsPerSecond: 5, burst: 6 }).burst).toBe(6);
    expect(resolveLimits({ requestsPerSecond: 0 }).burst).toBe(1);
  });

  it.each([
    [{ maxBodyBytes: 1 }, /limit maxBodyBytes: expected an integer from 1024 to 268435456, found 1$/],
    [{ maxConcurrent: 0 }, /limit maxConcurrent/],
    [{ bodyTimeoutMs: Number.NaN }, /limit bodyTimeoutMs.*found NaN/],
    [{ requestsPerSecond: -1 }, /limit requestsPerSecond/],
    [{ stopDeadlineMs: 0.5 }, /limit stopDeadlineMs/],
  ])("out of range are refused by name: %o", (given, message) => {
    expect(() => resolveLimits(given)).toThrow(message);
  });
});

describe("a rate limiter", () => {
  it("counts each address for itself, and says how long to wait", () => {
    let now = 0;
    const limit = createRateLimiter(4, 1, () => now);
    expect([limit("a").waitMs, limit("b").waitMs, limit("a").waitMs]).toEqual([0, 0, 250]);
    now = 250;
    expect(limit("a").waitMs).toBe(0);
  });

  it("gives no more than the burst after a long rest, and nothing for a clock that is set back", () => {
    let now = 0;
    const limit = createRateLimiter(1, 2, () => now);
    now = 1e9;
    expect([limit("a").waitMs, limit("a").waitMs, limit("a").waitMs > 0]).toEqual([0, 0, true]);
    now = 0;
    expect(limit("a").waitMs).toBeGreaterThan(0);
  });

  it("forgets the address that was quiet longest once there are very many", () => {
    const limit = createRateLimiter(1, 1, () => 0);
    limit("first");
    for (let n = 0; n < 9999; n++) limit(`other ${n}`);
    expect(limit("first").waitMs).toBeGreaterThan(0);
    for (let n = 0; n < 10_000; n++) limit(`more ${n}`);
    expect(limit("first").waitMs).toBe(0);
  });
});

describe("a gate", () => {
  it("lets in as many as it may, and each out once", async () => {
    const gate = createGate(2);
    const [first, second] = [gate.enter(), gate.enter()];
    expect([gate.enter(), gate.inside]).toEqual([undefined, 2]);
    first?.();
    first?.();
    expect(gate.inside).toBe(1);
    let isEmpty = false;
    const empty = gate.empty().then(() => {
      isEmpty = true;
    });
    await Promise.resolve();
    expect(isEmpty).toBe(false);
    second?.();
    await empty;
    await gate.empty();
  });
});
