import { describe, expect, it } from "vitest";
import { KINDS } from "./kinds.js";
import { cleaned, PROSE, page } from "./reading.js";

const [A, B, C] = PROSE;

describe("kinds of news that are whole", () => {
  it.each(KINDS)("keeps %s", (_, lines) => {
    const text = page(...lines);
    expect(cleaned(text).text).toBe(text);
  });

  it.each(KINDS)("keeps %s between paragraphs", (_, lines) => {
    const text = page(A, B, ...lines, C);
    expect(cleaned(text).text).toBe(text);
  });
});
