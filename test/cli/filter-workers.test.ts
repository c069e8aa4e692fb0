import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generateFeed } from "../../corpus/generator/feed.js";
import type { Row } from "../engine/filter-feed.js";
import { dittograph, losingThread, rows, scratchFolder, write } from "./run.js";

const folder = scratchFolder();
const feed = write(
  folder,
  "feed.jsonl",
  [...generateFeed({ seed: 7, articles: 700, copies: 0.5 })].map(({ line }) => `${line}\n{broken\n`).join(""),
);

function filtered(name: string, workers: string, engine: readonly string[] = []) {
  const [index, duplicates, rejects] = ["index", "duplicates", "rejects"].map((part) =>
    join(folder, `${name}-${part}`),
  );
  const args = [
    "filter",
    "--index",
    index as string,
    "--duplicates",
    duplicates as string,
    "--rejects",
    rejects as string,
  ];
  const run = dittograph([...args, "--workers", workers, feed], { engine });
  const { code, stdout, stderr } = run;
  const copies = rows<Row & { dittograph: { firstSeen?: object } }>(duplicates as string);
  // When an article arrived differs from run to run.
  for (const { dittograph: own } of copies) delete own.firstSeen;
  return { code, stdout, stderr, copies, rejects: rows(rejects as string) };
}

describe("filter with several threads", () => {
  it("writes what one thread writes, in the same order", () => {
    const one = filtered("one", "1");
    expect(one.copies.length).toBeGreaterThan(200);
    expect(filtered("two", "2")).toEqual(one);
    expect(filtered("three", "3")).toEqual(one);
  });

  it("loses nothing where one of two hands is lost, and goes on with the other", () => {
    const losing = losingThread(folder, "prepare-thread.js", 'sent.name === "prepareRecords"');
    const { stderr, ...lost } = filtered("lost", "3", losing);
    const { stderr: said, ...one } = filtered("whole", "1");
    expect(stderr).toBe(`a thread is lost\n${said}`);
    expect(lost).toEqual(one);
  });

  it.each(["0", "1.5", "257"])("refuses %s workers", (workers) => {
    const { code, stderr } = dittograph([
      ...["filter", "--index", join(folder, `bad-${workers}`), "--workers", workers, feed],
    ]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/workers: expected an integer from 1 to 256/)]);
  });
});
