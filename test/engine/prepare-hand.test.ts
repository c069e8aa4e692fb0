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

  it("asks the filters that there were when it was called, of calls under way too", () => {
    const { stdout, status, stderr } = said(`
      import { KeyFilter } from ${JSON.stringify(join(engine, "..", "index", "key-filter.js"))};
      import { createPreparer } from ${JSON.stringify(join(engine, "index-prepare.js"))};
      import { packPrepared } from ${JSON.stringify(join(engine, "prepared-packet.js"))};
      const { prepare } = await createPreparer(resolveOptions(), {});
      const filterOf = ({ keys: { samples, bands } }) => {
        const filter = KeyFilter.forKeys(1000);
        for (const keys of [samples, bands]) for (let at = 0; at < keys.length; at += 4) filter.add(keys[at], keys[at + 1]);
        return filter;
      };
      const [a, b, c] = many.map((article) => filterOf(prepare(article)));
      await hand.end();
      let now = [a];
      const asking = createPrepareHand({ options: resolveOptions(), extras: {} }, () => now);
      const states = [[a], [a, b], [a, b], [c, b], [], [b, c, a]];
      const packets = await Promise.all(states.map((state) => {
        now = state;
        return asking.prepare(many);
      }));
      for (const [i, { filters, picks }] of packets.entries()) {
        const expected = packPrepared(many, prepare, filters).picks;
        const isSame = Buffer.from(picks.buffer).equals(Buffer.from(expected.buffer));
        const isAll = filters.length === states[i].length && states[i].every((filter) => filters.includes(filter));
        console.log(isSame, isAll, filters.length);
      }`);
    const lines = [1, 2, 2, 2, 0, 3].map((count) => `true true ${count}\n`);
    expect([stdout, status, stderr]).toEqual([lines.join(""), 0, ""]);
  });

  it("keeps no process alive that asks it nothing", () => {
    const { stdout, status } = said(`
      await hand.prepare(articles);
      console.log("answered");`);
    expect([stdout, status]).toEqual(["answered\n", 0]);
  });
});
