import { describe, expect, it } from "vitest";
import { createCleaner as createCleaningStage } from "../src/clean/clean.js";
import { cleanArticle, createCleaner, resolveOptions } from "../src/dittograph.js";
import { PROSE } from "./clean/reading.js";

const options = resolveOptions({ profile: "standard" });

describe("the library's cleaner", () => {
  const [kept, own, stage] = [PROSE.join("\n"), createCleaner(options), createCleaningStage(options)];

  it("gives what the stage gives, with the same text, cut at the end, in the middle or nowhere", () => {
    for (const text of [`${kept}\nAdvertisement\n`, `${PROSE[0]}\nAdvertisement\n${PROSE[1]}`, kept, ""]) {
      const expected = stage({ id: "a", text, source: "" });
      expect(own({ id: "a", text, source: "" })).toEqual(expected);
    }
  });

  it("leaves a text as it is where nothing is cut, and the line out that goes", () => {
    expect(own({ id: "a", text: kept, source: "" }).text).toBe(kept);
    expect(own({ id: "a", text: `${kept}\nAdvertisement\n`, source: "" }).text).toBe(`${kept}\n`);
    expect(cleanArticle({ text: `${kept}\nAdvertisement\n` }, { profile: "standard" }).text).toBe(`${kept}\n`);
  });
});
