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
  const text = "The harbour council said that the bridge was opened on Monday by the minister of the valley. ".repeat(5);
  const many = Array.from({ length: 20 }, (_, n) => ({ id: "a" + n, source: "", text: n + text }));
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
      for (let ms = 0; ms < 12; ms++) {
        const hand = createPrepareHand({ options: resolveOptions(), extras: {} });
        await hand.prepare(many);
        const late = hand.prepare(many).catch(() => {});
        await new Promise((resolve) => setTimeout(resolve, ms));
        await Promise.all([hand.end(), late]);
      }
      console.log("ended");`);
    expect([stdout, status]).toEqual(["ended\n", 0]);
  });

  it("keeps no process alive that asks it nothing", () => {
    const { stdout, status } = said(`
      await hand.prepare(articles);
      console.log("answered");`);
    expect([stdout, status]).toEqual(["answered\n", 0]);
  });
});
