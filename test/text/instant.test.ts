import { describe, expect, it } from "vitest";
import { instantOf } from "../../src/text/instant.js";

describe("instantOf", () => {
  it.each([
    ["2026-03-01", Date.UTC(2026, 2, 1)],
    ["2026-03-01T10:30", Date.UTC(2026, 2, 1, 10, 30)],
    ["2026-03-01 10:30:05", Date.UTC(2026, 2, 1, 10, 30, 5)],
    ["2026-03-01T10:30:05+02:00", Date.UTC(2026, 2, 1, 8, 30, 5)],
    ["Sun, 01 Mar 2026 10:30:05 GMT", Date.UTC(2026, 2, 1, 10, 30, 5)],
    ["March 1, 2026", Date.UTC(2026, 2, 1)],
    ["03-01-2026", Date.UTC(2026, 2, 1)],
    ["1 MAR 2026", Date.UTC(2026, 2, 1)],
    ["2026 01 MAR", Date.UTC(2026, 2, 1)],
    ["Sun, 01 Mar 2026 10:30:05 EST", Date.UTC(2026, 2, 1, 15, 30, 5)],
    ["1772355600", 1772355600000],
    ["1772355600123", 1772355600123],
  ])("reads %s", (text, instant) => {
    expect(instantOf(text)).toBe(instant);
  });

  it.each([null, "", "yesterday", "2026-13-45"])("puts %s last", (text) => {
    expect(instantOf(text)).toBe(Number.POSITIVE_INFINITY);
  });
});
