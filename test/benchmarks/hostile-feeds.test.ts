import { describe, expect, it } from "vitest";
import { HOSTILE_FEEDS } from "../../benchmarks/hostile-feeds.js";
import { createFingerprinter } from "../../src/fingerprint/fingerprint.js";
import { planBands } from "../../src/match/bands.js";
import { similarity } from "../../src/match/similarity.js";
import type { Fingerprint } from "../../src/model/fingerprint.js";
import { resolveOptions } from "../../src/options.js";

const options = resolveOptions();

async function printsOf(name: string, count = 12): Promise<Fingerprint[]> {
  const fingerprint = await createFingerprinter(options);
  const write = await HOSTILE_FEEDS.find((feed) => feed.name === name)?.writer(1);
  return Array.from({ length: count }, (_, i) => fingerprint(write?.(i) ?? "", []));
}

const jaccards = ([first, ...others]: readonly Fingerprint[]): number[] =>
  others.map((other) => similarity((first as Fingerprint).shingles, other.shingles).jaccard);

describe("hostile feeds", () => {
  it("are texts of about the same length", async () => {
    for (const { name } of HOSTILE_FEEDS) {
      for (const { tokens } of await printsOf(name, 2)) expect(tokens, name).toBeCloseTo(283, -1);
    }
  });

  it("share a band bucket though no pair comes near the floor", async () => {
    const prints = await printsOf("one band bucket, not alike");
    const { rows } = planBands(options.hashes, options.floor);
    const firstBand = prints.map(({ signature }) => signature.slice(0, rows).join());
    expect(new Set(firstBand).size).toBe(1);
    expect(Math.max(...jaccards(prints))).toBeLessThan(options.floor - 0.1);
  });

  it("are near copies where one number tells them apart, and else are not", async () => {
    expect(Math.min(...jaccards(await printsOf("identical but for one number")))).toBeGreaterThan(options.threshold);
    expect(Math.max(...jaccards(await printsOf("unrelated but for one line")))).toBeLessThan(0.1);
    expect(Math.max(...jaccards(await printsOf("unrelated")))).toBeLessThan(0.01);
  });

  it("are the same for the same seed", async () => {
    for (const { writer } of HOSTILE_FEEDS) {
      const [one, other] = [await writer(7), await writer(7)];
      expect(one(0)).toBe(other(0));
    }
  });
});
