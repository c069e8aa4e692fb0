import { describe, expect, it } from "vitest";
import { hostOf } from "../../src/read/source.js";

describe("hostOf", () => {
  it.each([
    ["https://www.Bay.example/a?b#c", "bay.example"],
    ["http://news.bay.example:8080/", "news.bay.example"],
    ["//www.bay.example/a", "bay.example"],
    ["bay.example/a", "bay.example"],
    ["https://wwwbay.example", "wwwbay.example"],
    ["https://münze.example/", "xn--mnze-0ra.example"],
  ])("of %s is %s", (url, host) => {
    expect(hostOf(url)).toBe(host);
  });

  it.each([undefined, "", "not an address", "/path/only", "mailto:a@b.example", "https://", "urn:isbn:1", "\0\ud800"])(
    "of %j is empty",
    (url) => {
      expect(hostOf(url)).toBe("");
    },
  );
});
