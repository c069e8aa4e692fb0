import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { treatmentOf } from "../src/clean/taxonomy.js";
import { SPAN_CLASSES } from "../src/model/span.js";

const rows = readFileSync(join(import.meta.dirname, "..", "docs", "classes.md"), "utf8")
  .split("\n")
  .map((line) => /^\| `([a-z_]+)` \| .+ \| (.+) \|$/.exec(line))
  .filter((row) => row !== null);

describe("the table of classes", () => {
  it("names every class once", () => {
    expect(rows.map(([, name]) => name).sort()).toEqual([...SPAN_CLASSES].sort());
  });

  it.each(rows.map(([, name, fate]) => [name, fate] as const))("says of %s what the program does: %s", (name, fate) => {
    const known = SPAN_CLASSES.find((spanClass) => spanClass === name);
    if (known === undefined) throw new Error(`expected a class, found ${name}`);
    expect(fate?.startsWith("aside")).toBe(treatmentOf(known) === "aside");
  });
});
