import { describe, expect, it } from "vitest";
import { createCleaner } from "../../src/clean/clean.js";
import { resolveOptions } from "../../src/options.js";

const clean = createCleaner(resolveOptions());
const spansOf = (text: string) => clean({ id: "a", text, source: "" }).spans;

const LEAD =
  "The harbour master said on Monday that the old pier would be closed until the storms of the winter had passed.";
const CAPTIONS =
  "A boat leaves the harbour before the storm reached the coast on Sunday. Hide Caption 1 of 3 Fishermen carry their nets to the market hall. Hide Caption 2 of 3 The pier as it stood at noon, with the lamps still burning. Hide Caption 3 of 3";

describe("a gallery fused into one line", () => {
  it("stays, and does not feed the fingerprint", () => {
    const text = `${LEAD}\nPhotos: Storm at sea Photos: Storm at sea ${CAPTIONS}\n${LEAD.replace("Monday", "Tuesday")} Nobody was hurt.`;
    const found = spansOf(text).filter((span) => span.evidence.some(({ rule }) => rule === "caption/gallery"));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ action: "flag", class: "image_caption", fingerprint: false });
  });

  it.each([
    ["a paragraph without a doubled heading", `${LEAD} ${CAPTIONS}`],
    ["a heading of two words", `Never again never again ${CAPTIONS}`],
    ["a chant that is quoted", `“No more closed piers, no more closed piers,” the crowd called. ${CAPTIONS}`],
    ["a short line", "Photos: Storm at sea Photos: Storm at sea"],
  ])("is not seen in %s", (_, line) => {
    expect(
      spansOf(`${LEAD}\n${line}\nThe end of it came at noon.`).flatMap(({ evidence }) => evidence),
    ).not.toContainEqual(expect.objectContaining({ rule: "caption/gallery" }));
  });
});
