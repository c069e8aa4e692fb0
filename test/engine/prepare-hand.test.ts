import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const engine = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "dist", "engine");
const folder = mkdtempSync(join(tmpdir(), "hand-"));
afterAll(() => rmSync(folder, { recursive: true }));

const IMPORTS = `import { createPrepareHand } from ${JSON.stringify(join(engine, "prepare-hand.js"))};
  import { resolveOptions } from ${JSON.stringify(join(engine, "..", "options.js"))};
  const hand = createPrepareHand({ options: resolveOptions(), extras: {} });
  const articles = [{ id: "a", source: "", text: "The ferry to Vessby sailed again." }];
`;

/** What a process of its own says that waits for nothing but a hand. */
function said(body: string) {
  const path = join(folder, "wait.mjs");
  writeFileSync(path, `${IMPORTS}${body}`);
  return spawnSync(process.execPath, [path], { encoding: "utf8" });
}

describe("a hand that prepares", () => {
  it("ends, where its answer comes while it ends", () => {
    const { stdout, status } = said(`
      await hand.prepare(articles);
      const late = hand.prepare(articles).then(() => console.log("late"), () => console.log("lost"));
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
      await Promise.all([hand.end(), late]);
      console.log("ended");`);
    expect([stdout, status]).toEqual(["late\nended\n", 0]);
  });

  it("keeps no process alive that asks it nothing", () => {
    const { stdout, status } = said(`
      await hand.prepare(articles);
      console.log("answered");`);
    expect([stdout, status]).toEqual(["answered\n", 0]);
  });
});
