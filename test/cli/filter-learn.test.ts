import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readTemplates } from "../../src/read/templates.js";
import type { Row } from "../engine/filter-feed.js";
import { paragraph, story } from "../engine/furniture-feed.js";
import { dittograph, line, root, rows, scratchFolder, write } from "./run.js";

const folder = scratchFolder();
const FUND = "The Harbour Post is owned by the town and paid for by the people who buy it every week.";

/** Of two sources; one prints a line of its own. Every ninth is a copy of an earlier one with another end. */
const feed = write(
  folder,
  "feed.jsonl",
  Array.from({ length: 900 }, (_, n) => {
    const lines = n % 9 === 8 ? [...story(n - 3, 4), paragraph(900_000 + n)] : story(n, 5);
    const text = [...lines, ...(n % 2 === 0 ? [FUND] : [])].join("\n");
    return line({ id: `n${n}`, source: n % 2 === 0 ? "Harbour Post" : "Canal News", text });
  }).join(""),
);

const placeOf = (name: string): string => join(folder, name);
const argsOf = (at: string, ...more: string[]): string[] => [
  ...["filter", "--index", at, "-o", `${at}.new`, "--duplicates", `${at}.copies`],
  ...["--learn", `${at}.templates`, "--learn-every", "150", ...more, feed],
];

/** What a run wrote, without the moments at which matches arrived. */
const written = (at: string): string[] =>
  [".new", ".copies", ".templates"].map((name) => readFileSync(at + name, "utf8").replace(/"arrival":\d+/g, ""));

type LearnedRow = Row & { readonly dittograph: { readonly templates?: string } };

describe("filter --learn", () => {
  const whole = placeOf("whole");

  it("learns from the stream, cuts what recurs, and writes templates that others take", () => {
    expect(dittograph(argsOf(whole, "--workers", "1"))).toMatchObject({ code: 0 });
    const articles = rows<LearnedRow>(`${whole}.new`);
    const late = articles.filter(({ id }) => Number(id.slice(1)) >= 300);
    expect(articles.filter(({ text }) => text.includes(FUND)).length).toBeGreaterThan(100);
    expect(late.length).toBeGreaterThan(400);
    for (const { text, dittograph: own } of late)
      expect([text.includes(FUND), own.templates?.length]).toEqual([false, 12]);
    const templates = readTemplates(`${whole}.templates`);
    expect([...templates.sources.keys()]).toEqual(["Harbour Post"]);
    const more = write(
      folder,
      "more.jsonl",
      line({ id: "x", source: "Harbour Post", text: [...story(5000), FUND].join("\n") }),
    );
    const run = dittograph(["filter", "--index", whole, "--templates", `${whole}.templates`, more]);
    expect([run.code, run.stdout.includes(FUND.slice(0, 20)), run.stdout.includes(templates.name)]).toEqual([
      0,
      true,
      true,
    ]);
    expect((JSON.parse(run.stdout) as Row).text).not.toContain(FUND);
  });

  it("gives the same bytes with several threads, and when it is killed and goes on", async () => {
    const cut = placeOf("cut");
    const args = argsOf(cut, "--workers", "3", "--checkpoint", `${cut}.state`, "--commit-delay", "2", "--quiet");
    const size = (): number => statSync(`${cut}.new`, { throwIfNoEntry: false })?.size ?? 0;
    let killed = 0;
    for (let round = 0; round < 3; round++) {
      const child: ChildProcess = spawn(process.execPath, [join(root, "dist", "cli", "bin.js"), ...args]);
      const exit = once(child, "close");
      const wanted = size() + 120_000;
      while (child.exitCode === null && size() < wanted) await new Promise((resolve) => setTimeout(resolve, 2));
      child.kill("SIGKILL");
      if ((await exit)[1] === "SIGKILL") killed++;
    }
    expect(killed).toBeGreaterThan(0);
    expect(dittograph(args)).toMatchObject({ code: 0, stderr: "" });
    expect(written(cut)).toEqual(written(whole));
    expect(readdirSync(`${cut}.learned`)).toHaveLength(1);
  });

  it("gives the same bytes from its very first checkpoint on, though the index took everything", () => {
    const at = placeOf("rewound");
    const args = argsOf(at, "--checkpoint", `${at}.state`);
    expect(dittograph(args).code).toBe(0);
    const state = JSON.parse(readFileSync(`${at}.state`, "utf8")) as { learn: { file: string } };
    const head = readFileSync(join(`${at}.learned`, state.learn.file), "utf8").indexOf("\n") + 1;
    const { last: _last, ended: _ended, ...kept } = state as typeof state & Record<string, unknown>;
    const counts = { read: 0, new: 0, superseding: 0, duplicates: {}, rejected: 0 };
    const learn = { ...state.learn, bytes: head, records: 0 };
    const first = { ...kept, ...{ read: 0, outputs: { articles: 0, duplicates: 0 }, sequence: 0, counts, learn } };
    writeFileSync(`${at}.state`, JSON.stringify(first));
    expect(dittograph(args)).toMatchObject({ code: 0, stderr: expect.stringContaining("900 records") });
    expect(written(at)).toEqual(written(whole));
  });

  it("takes feeds by turns that each came to their end, and learns from all of them", () => {
    const at = placeOf("turns");
    const articles = (from: number, to: number): string =>
      Array.from({ length: to - from }, (_, n) => {
        const text = [...story(from + n), FUND].join("\n");
        return line({ id: `n${from + n}`, source: "Harbour Post", text });
      }).join("");
    const take = (name: string, text: string) => {
      const input = write(folder, `turns-${name}.jsonl`, text);
      const outputs = ["-o", `${at}.${name}`, "--checkpoint", `${at}.${name}.state`, "--learn", `${at}.templates`];
      const run = dittograph(["filter", "--index", at, "--learn-every", "5", "--quiet", ...outputs, input]);
      expect([name, run.stderr, run.code]).toEqual([name, "", 0]);
    };
    for (const round of [10, 14]) {
      take("one", articles(0, round));
      take("two", articles(100, 100 + round));
    }
    take("three", articles(300, 302));
    expect(rows<Row>(`${at}.one`).map(({ id }) => id)).toEqual(Array.from({ length: 14 }, (_, n) => `n${n}`));
    const log = readdirSync(`${at}.learned`).map((name) => rows(join(`${at}.learned`, name)));
    expect(log.flat().filter(({ article }) => article !== undefined)).toHaveLength(30);
    expect(log.flat().at(-1)).toEqual({ record: 30 });
  });

  it("refuses to go on at another pace, without --learn, or where what was learned is gone", () => {
    const at = placeOf("cut");
    const args = argsOf(at, "--checkpoint", `${at}.state`);
    expect(dittograph([...args, "--learn-every", "7"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("expected learn-every 150, as when the checkpoint was made, found 7"),
    });
    const { ended: _ended, ...killed } = JSON.parse(readFileSync(`${at}.state`, "utf8"));
    writeFileSync(`${at}.state`, JSON.stringify(killed));
    rmSync(`${at}.learned`, { recursive: true });
    expect(dittograph(args)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /cut\.learned.log-\d+\.jsonl: expected the \d+ bytes of which the checkpoint tells, found 0/,
      ),
    });
    const [, ...plain] = ["filter", "--index", at, feed];
    expect(dittograph(["filter", ...plain])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/the index was made with templates [0-9a-f]{12}, asked for none/),
    });
  });

  it("refuses an index in memory, which the next run could not go on with", () => {
    const run = dittograph(argsOf(":memory:", "-o", placeOf("memory.new"), "--learn", placeOf("memory.templates")), {
      cwd: folder,
    });
    expect([run.code, run.stderr]).toEqual([
      2,
      expect.stringContaining("option --learn: expected an index in a folder"),
    ]);
    expect(readdirSync(folder).filter((name) => name.startsWith(":memory:"))).toEqual([]);
  });

  it("refuses templates of others beside it, and a pace that is no number of records", () => {
    const at = placeOf("wrong");
    expect(dittograph(argsOf(at, "--templates", `${whole}.templates`)).stderr).toContain(
      "option --templates: expected none where --learn makes them",
    );
    for (const pace of ["0", "1000001"]) {
      expect(dittograph([...argsOf(at), "--learn-every", pace]).stderr).toContain(
        `option --learn-every: expected an integer from 1 to 1000000, found ${pace}`,
      );
    }
    expect(dittograph([...argsOf(at), "--learn", `${at}.new`]).stderr).toContain(
      "option --learn: expected a file of its own",
    );
    expect(existsSync(at)).toBe(false);
  });
});
