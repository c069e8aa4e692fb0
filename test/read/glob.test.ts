import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { expandGlob, isGlob, matchesName } from "../../src/read/glob.js";
import { withFiles } from "./scratch.js";

const TREE = { "a.txt": "", "b.jsonl": "", ".hidden.txt": "", "x/c.txt": "", "x/y/d.txt": "", "x/.z/e.txt": "" };

function expand(pattern: string): Promise<string[]> {
  return withFiles(TREE, async (folder) => {
    const found = await expandGlob(`${folder}/${pattern}`);
    return found.map((path) => path.slice(folder.length + 1));
  });
}

describe("expandGlob", () => {
  it.each([
    ["*.txt", ["a.txt"]],
    ["?.*", ["a.txt", "b.jsonl"]],
    [".*", [".hidden.txt"]],
    ["*", ["a.txt", "b.jsonl", "x"]],
    ["*/*.txt", ["x/c.txt"]],
    ["**/*.txt", ["a.txt", "x/c.txt", "x/y/d.txt"]],
    ["**/**/d.txt", ["x/y/d.txt"]],
    ["x/**", ["x/c.txt", "x/y/d.txt"]],
    ["x/*/d.txt", ["x/y/d.txt"]],
    ["*/y/d.???", ["x/y/d.txt"]],
    ["no/*", []],
    ["a.txt/*", []],
    ["*.csv", []],
  ])("expands %s", async (pattern, expected) => {
    expect(await expand(pattern)).toEqual(expected);
  });

  it("does not enter linked folders below **", async () => {
    await withFiles(TREE, async (folder) => {
      await symlink(folder, join(folder, "x", "loop"));
      expect(await expandGlob(`${folder}/**/d.txt`)).toEqual([`${folder}/x/y/d.txt`]);
    });
  });
});

describe("isGlob", () => {
  it.each([
    ["*.txt", true],
    ["a?", true],
    ["a/b.txt", false],
    ["[a].txt", false],
  ])("of %s is %s", (name, expected) => {
    expect(isGlob(name)).toBe(expected);
  });
});

describe("matchesName", () => {
  it.each([
    ["*", "", true],
    ["a*b*c", "aXbYbZc", true],
    ["a*b*c", "aXbYbZ", false],
    ["?", "", false],
    ["*a", "aaa", true],
    ["", "", true],
    ["", "a", false],
    ["a.txt", "aXtxt", false],
  ])("%j on %j is %s", (pattern, name, expected) => {
    expect(matchesName(pattern, name)).toBe(expected);
  });

  it("does not go back further than the last star", () => {
    expect(matchesName("*a".repeat(2000), "a".repeat(1999))).toBe(false);
    expect(matchesName(`${"*a".repeat(200)}b`, "a".repeat(20_000))).toBe(false);
  });
});
