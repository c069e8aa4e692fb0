import { symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/errors.js";
import { findInputs } from "../../src/read/inputs.js";
import { withFiles } from "./scratch.js";

const TREE = {
  "one/b.txt": "",
  "one/a.txt": "",
  "one/a-/z.txt": "",
  "one/a/z.txt": "",
  "one/.git/config": "",
  "one/.hidden": "",
  "two/b.txt": "",
};

function relatives(names: (folder: string) => string[]): Promise<string[]> {
  return withFiles(TREE, async (folder) => (await findInputs(names(folder))).map((input) => input.relative));
}

describe("findInputs", () => {
  it("lists the visible files of a directory by path, relative to it", async () => {
    expect(await relatives((f) => [`${f}/one`])).toEqual(["a-/z.txt", "a.txt", "a/z.txt", "b.txt"]);
    expect(await relatives((f) => [`${f}/one/`])).toEqual(["a-/z.txt", "a.txt", "a/z.txt", "b.txt"]);
  });

  it("names the files of several directories from the directory on, in the order of the arguments", async () => {
    expect(await relatives((f) => [`${f}/two`, `${f}/one/a`])).toEqual(["two/b.txt", "a/z.txt"]);
  });

  it("gives a path that can be opened", async () => {
    await withFiles(TREE, async (folder) => {
      expect(await findInputs([`${folder}/one/a`])).toEqual([{ path: join(folder, "one/a/z.txt"), relative: "z.txt" }]);
    });
  });

  it("keeps a relative name as it was given and cuts absolute and upward ones to the last part", async () => {
    expect(await findInputs(["./test/read/inputs.test.ts"])).toEqual([
      { path: "./test/read/inputs.test.ts", relative: "test/read/inputs.test.ts" },
    ]);
    const upward = `../${basename(process.cwd())}/package.json`;
    expect(await findInputs([upward])).toEqual([{ path: upward, relative: "package.json" }]);
    expect(await relatives((f) => [`${f}/one/a.txt`])).toEqual(["a.txt"]);
  });

  it("tells files of one relative name apart", async () => {
    expect(await relatives((f) => [`${f}/one/b.txt`, `${f}/two/b.txt`])).toEqual(["b.txt", "b.txt~2"]);
  });

  it("reads a file that is named twice once", async () => {
    expect(await relatives((f) => [`${f}/one/b.txt`, `${f}/one/../one/b.txt`, `${f}/one/*.txt`])).toEqual([
      "b.txt",
      "a.txt",
    ]);
    expect(await relatives((f) => [`${f}/two/b.txt`, `${f}/two`])).toEqual(["b.txt"]);
    expect(await findInputs(["-", "-"])).toEqual([{ path: "-", relative: "-" }]);
  });

  it("expands globs as a shell does, directories among the matches included", async () => {
    expect(await relatives((f) => [`${f}/one/*.txt`])).toEqual(["a.txt", "b.txt"]);
    expect(await relatives((f) => [`${f}/on?`])).toEqual(["one/a-/z.txt", "one/a.txt", "one/a/z.txt", "one/b.txt"]);
  });

  it("takes a name with wildcards as it is where such a file exists", async () => {
    await withFiles({ "a?.txt": "", "ab.txt": "" }, async (folder) => {
      expect((await findInputs([`${folder}/a?.txt`])).map((input) => input.relative)).toEqual(["a?.txt"]);
    });
  });

  it("follows links to files in a directory and not links to folders or to nothing", async () => {
    await withFiles({ "d/a.txt": "", "out/b.txt": "" }, async (folder) => {
      await symlink(`${folder}/out/b.txt`, `${folder}/d/linked.txt`);
      await symlink(`${folder}/out`, `${folder}/d/folder`);
      await symlink(`${folder}/gone`, `${folder}/d/broken`);
      expect((await findInputs([`${folder}/d`])).map((input) => input.relative)).toEqual(["a.txt", "linked.txt"]);
    });
  });

  it.each([
    [["gone.txt"], "gone.txt: expected a file or directory, found none of that name"],
    [["package.json/x"], "package.json/x: expected a file or directory, found none of that name"],
    [["gone*.txt"], "gone*.txt: expected files that match, found none"],
    [[], "expected a file, a directory, a glob or -, found no input"],
  ])("refuses %j in one line", async (names, message) => {
    await expect(findInputs(names)).rejects.toThrow(new UsageError(message));
  });

  it("refuses a directory without files", async () => {
    await withFiles({ "empty/.hidden": "" }, async (folder) => {
      await expect(findInputs([`${folder}/empty`])).rejects.toThrow(
        /empty: expected files in the directory, found none$/,
      );
    });
  });
});
