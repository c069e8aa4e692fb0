import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dittograph, root, scratchFolder } from "./run.js";

const folder = scratchFolder();
const corpus = join(root, "corpus", "articles");

describe("bench", () => {
  it("tells what each stage costs, and leaves nothing behind", () => {
    const { code, stdout, stderr } = dittograph(["bench", corpus, "--tmp", folder]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const stage of [
      "read, one thread",
      "clean and fingerprint",
      "first pass",
      "group and write",
      "the whole job",
    ]) {
      expect(stdout).toContain(stage);
    }
    expect(stdout.split("\n")[0]).toMatch(/MB\/s +articles\/s +ns a token +RSS, MB +× (wc -w|own count)$/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("gives the figures as JSON", () => {
    const { stdout } = dittograph(["bench", corpus, "--tmp", folder, "--json", "--workers", "2"]);
    const { stages } = JSON.parse(stdout) as { stages: { stage: string; articles: number; seconds: number }[] };
    expect(stages.at(-1)).toMatchObject({ stage: "the whole job, 2 threads", articles: 84 });
    expect(stages.every(({ seconds }) => seconds >= 0)).toBe(true);
  });

  it("refuses standard input, which can be read only once", () => {
    expect(dittograph(["bench", "-"], { input: "{}" })).toMatchObject({ code: 2 });
  });

  it.each(["0", "1.5", "257"])("refuses %s workers", (workers) => {
    const { code, stderr } = dittograph(["bench", corpus, "--workers", workers]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("expected an integer from 1 to 256")]);
  });
});
