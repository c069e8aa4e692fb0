import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { generateFeed } from "../../corpus/generator/feed.js";
import { resolveOptions } from "../../src/options.js";
import { dittograph, root, scratchFolder, write } from "./run.js";

const folder = scratchFolder();
const feed = write(
  folder,
  "feed.jsonl",
  [...generateFeed({ seed: 8, bytes: 6_000_000 })].map((row) => `${row.line}\n`).join(""),
);

/** All files of a run but run.json, by name. */
function run(name: string, ...args: readonly string[]): object {
  const out = join(folder, name);
  const { code, stderr } = dittograph(["dedup", feed, "-o", out, "--quiet", ...args]);
  expect([code, stderr]).toEqual([0, ""]);
  const names = readdirSync(out).filter((file) => file !== "run.json");
  return Object.fromEntries(names.map((file) => [file, readFileSync(join(out, file), "utf8")]));
}

describe("dedup --memory", () => {
  it("gives the same bytes with the least memory, one thread or several", () => {
    const plain = run("plain", "--workers", "1");
    expect(run("least", "--memory", "384m", "--workers", "2")).toEqual(plain);
    expect(run("two", "--memory", "0.5g", "--workers", "2")).toEqual(plain);
  });

  it.each([
    ["200m", "option --memory: expected at least 384m, found 200m"],
    ["0", "option --memory: expected at least 384m, found 0"],
    ["much", 'expected a size such as 65536, 512k or 4m, found "much"'],
    ["-1g", 'expected a size such as 65536, 512k or 4m, found "-1g"'],
  ])("refuses %s by name", (size, message) => {
    const { code, stderr } = dittograph(["dedup", feed, "-o", join(folder, "refused"), `--memory=${size}`]);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
    expect(readdirSync(folder)).not.toContain("refused");
  });
});

describe("createThreadHand", () => {
  const begin = async (heapBytes: number) => {
    const built = pathToFileURL(join(root, "dist", "engine", "thread-hand.js")).href;
    const { createThreadHand } = (await import(built)) as typeof import("../../src/engine/thread-hand.js");
    const run = { options: resolveOptions(), version: "0", ruleset: "none", strict: false };
    const setting = { kind: "dedup", folder, worker: 9, run, readOptions: {}, cacheBytes: 1 << 20 } as const;
    return createThreadHand(setting, heapBytes);
  };

  it("says by name that a thread outgrew its heap", async () => {
    const hand = await begin(8 << 20);
    await expect(hand.seal()).rejects.toThrow("option --memory: expected more, found that a thread outgrew the 8m");
    await hand.end();
  });

  it("works in a heap that is large enough", async () => {
    const hand = await begin(64 << 20);
    await expect(hand.seal()).resolves.toMatchObject({ worker: 9 });
    await hand.end();
  });
});

describe("eval and bench --memory", () => {
  const labels = write(folder, "labels.jsonl", '{"a":"g000000000","b":"g000000001","same":false}\n');

  it("judges alike with the least memory", () => {
    const [plain, least] = [[], ["--memory", "384m"]].map((more) =>
      dittograph(["eval", labels, feed, "--json", "--quiet", ...more]),
    );
    expect(least).toEqual(plain);
    expect(least?.code).toBe(0);
  });

  it.each([
    ["eval", [labels, feed]],
    ["bench", [feed]],
  ])("is refused by %s where no run fits into it", (command, inputs) => {
    const { code, stderr } = dittograph([command, ...inputs, "--memory", "200m"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("option --memory: expected at least 384m, found 200m")]);
  });
});
