import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Row, storyOf } from "../engine/filter-feed.js";
import { dittograph, line, type Ran, root, rows, scratchFolder, write } from "./run.js";

const folder = scratchFolder();
const bin = join(root, "dist", "cli", "bin.js");
let places = 0;
const place = (name: string): string => join(folder, `${places++}-${name}`);
const article = (n: number, id = `a${n}`): string => line({ id, text: storyOf(n) });
const filter = (args: readonly string[], input?: string | Buffer, index = place("index")): Ran =>
  dittograph(["filter", "--index", index, ...args], input === undefined ? {} : { input });
const idsOf = (jsonl: string): string[] =>
  jsonl
    .split("\n")
    .filter(Boolean)
    .map((row) => (JSON.parse(row) as Row).id);

/** Starts the command, with pipes. */
function start(args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [bin, "filter", ...args], { cwd: folder });
}

/** What a child writes, as it comes. */
function collect(stream: NodeJS.ReadableStream): { text: string } {
  const found = { text: "" };
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    found.text += chunk;
  });
  return found;
}

describe("filter", () => {
  it("lets new articles through from standard input, and tells of the others", () => {
    const [duplicates, rejects] = [place("duplicates"), place("rejects")];
    const input = `${article(1)}${article(2)}${article(1, "copy")}{broken\n${line({ id: 9 })}`;
    const run = filter(["--duplicates", duplicates, "--rejects", rejects], input);
    expect([run.code, run.stderr]).toEqual([0, "dittograph: 5 records: 2 new, 1 duplicate (1 exact), 2 rejected\n"]);
    expect(idsOf(run.stdout)).toEqual(["a1", "a2"]);
    expect(rows<Row>(duplicates)[0]).toMatchObject({
      id: "copy",
      dittograph: { duplicateOf: "a1", relation: "exact" },
    });
    expect(rows(rejects)).toMatchObject([
      { file: "-", line: 4, raw: "{broken" },
      { file: "-", line: 5, raw: '{"id":9}', reason: expect.stringContaining("expected a text field") },
    ]);
  });

  it("remembers over runs, and knows inputs of every format", () => {
    const index = place("index");
    const feed = write(folder, "packed.jsonl.gz", gzipSync(article(1) + article(2)));
    expect(idsOf(filter([feed], undefined, index).stdout)).toEqual(["a1", "a2"]);
    const text = write(folder, "page.txt", `${storyOf(2)}\n`);
    const again = filter([feed, text, write(folder, "new.jsonl", article(3))], undefined, index);
    expect([idsOf(again.stdout), again.stderr]).toEqual([["a3"], expect.stringContaining("1 new, 3 duplicates")]);
  });

  it("writes the records that clean writes", () => {
    const page = `${storyOf(1)}\nMost popular stories\n- Market square to get new benches\n- Bakery on Mill Street closes after ninety years\n- School choir wins regional prize\n`;
    const feed = write(
      folder,
      "furnished.jsonl",
      `{"n":1.0,"id":"p","text":${JSON.stringify(page)},"x":18446744073709551615}\n`,
    );
    expect(filter([feed]).stdout).toBe(dittograph(["clean", feed]).stdout);
    expect(filter([feed, "--profile", "report"]).stdout).toBe(
      dittograph(["clean", feed, "--profile", "report"]).stdout,
    );
  });

  it("says of a longer text what it supersedes", () => {
    const long = line({ id: "long", text: `${storyOf(1)} ${storyOf(4)} ${storyOf(5)}` });
    const run = filter([], article(1) + long);
    expect((JSON.parse(run.stdout.split("\n")[1] as string) as Row).dittograph.supersedes).toEqual(["a1"]);
    expect(run.stderr).toContain("2 new (1 with an older text inside)");
  });

  it("forgets by the articles' own dates with a window", () => {
    const dated = (id: string, date: string): string => line({ id, text: storyOf(1), date });
    const input =
      dated("old", "2025-01-01") +
      line({ id: "later", text: storyOf(2), date: "2025-03-01" }) +
      dated("again", "2025-03-02");
    const window = ["--window", "7d", "--window-by", "date"];
    expect(idsOf(filter([], input).stdout)).toEqual(["old", "later"]);
    expect(idsOf(filter(window, input).stdout)).toEqual(["old", "later", "again"]);
  });

  it("hands each record over at once with --flush, while the input stays open", async () => {
    const child = start(["--index", place("index"), "--flush"]);
    const found = collect(child.stdout);
    child.stdin.write(article(1));
    await expect.poll(() => idsOf(found.text), { timeout: 120_000 }).toEqual(["a1"]);
    child.stdin.write(article(2) + article(1, "copy") + article(3));
    await expect.poll(() => idsOf(found.text), { timeout: 120_000 }).toEqual(["a1", "a2", "a3"]);
    child.stdin.end();
    expect((await once(child, "close"))[0]).toBe(0);
  });

  it("stops reading while nobody takes what it writes, and goes on when somebody does", async () => {
    const child = start(["--index", place("index"), "--quiet"]);
    const textOf = (n: number): string => Array.from({ length: 8 }, (_, k) => storyOf(8 * n + k)).join("\n");
    const all = 4000;
    let sent = 0;
    let bytes = 0;
    const pump = (): void => {
      while (sent < all) {
        const row = line({ id: `b${sent}`, text: textOf(sent) });
        sent++;
        bytes += row.length;
        if (!child.stdin.write(row)) return;
      }
      child.stdin.end();
    };
    child.stdin.on("drain", pump);
    pump();
    // More than the pipes hold, and then nothing for a while.
    await expect.poll(() => bytes, { timeout: 120_000 }).toBeGreaterThan(1e6);
    let before = -1;
    while (before !== sent) {
      before = sent;
      await new Promise((resolve) => setTimeout(resolve, 3000));
    }
    expect(bytes).toBeLessThan(8e6);
    expect(sent).toBeLessThan(all);
    const found = collect(child.stdout);
    expect((await once(child, "close"))[0]).toBe(0);
    expect(idsOf(found.text)).toHaveLength(all);
  });

  it("says that its reader went away, with exit code 2", async () => {
    const child = start(["--index", place("index"), "--flush"]);
    const told = collect(child.stderr);
    child.stdout.once("data", () => child.stdout.destroy());
    child.stdin.on("error", () => {});
    child.stdin.end(Array.from({ length: 2000 }, (_, n) => article(n)).join(""));
    expect((await once(child, "close"))[0]).toBe(2);
    expect(told.text).toMatch(/^dittograph: standard output: cannot write: .*EPIPE\n$/);
  });

  it("is done with an empty stream, and of no use where nothing can be read", () => {
    expect(filter([], "")).toMatchObject({
      code: 0,
      stderr: "dittograph: 0 records: 0 new, 0 duplicates, 0 rejected\n",
    });
    expect(filter([], "nothing\n{}\n")).toMatchObject({ code: 2 });
    expect(filter(["--strict"], `${article(1)}{}\n`)).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('"a1"'),
    });
    expect(filter(["--quiet"], article(1))).toMatchObject({ code: 0, stderr: "" });
  });

  it.each([
    [["--window", "seven"], /--window <time>.*expected a time such as 90s/],
    [["--window", "0d"], /expected a time such as 90s/],
    [["--commit-delay", "soon"], /expected a number/],
    [["--duplicates", "same", "--rejects", "./same"], /--rejects: expected a file of its own, found .*same/],
    [["--checkpoint", "c", "-o", "c"], /--checkpoint: expected a file of its own/],
    [["missing.jsonl"], /missing.jsonl: expected a file or directory, found none of that name/],
    [["-o", "no/such/folder/out.jsonl"], /no\/such\/folder\/out.jsonl: cannot write/],
  ])("refuses wrong use in one line: %j", (args, message) => {
    const run = filter(args, "");
    expect([run.code, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toMatch(message);
  });

  it("refuses to write over its input, and to do without an index", () => {
    const feed = write(folder, "own.jsonl", article(1));
    expect(filter([feed, "-o", feed]).stderr).toContain("an input");
    expect(readFileSync(feed, "utf8")).toBe(article(1));
    expect(dittograph(["filter", feed]).stderr).toContain("--index");
  });

  it("refuses to write over its input through a link or standard output, and two outputs into one file", async () => {
    const feed = write(folder, "linked.jsonl", article(1));
    const [link, other] = [place("link"), place("other-link")];
    symlinkSync(feed, link);
    expect(filter([feed, "-o", link]).stderr).toContain("option -o, --output: expected a file of its own");
    writeFileSync(`${other}.file`, "kept");
    symlinkSync(`${other}.file`, other);
    expect(filter([feed, "-o", `${other}.file`, "--duplicates", other]).stderr).toContain("the file of -o, --output");
    expect(readFileSync(other, "utf8")).toBe("kept");
    const file = openSync(feed, "a");
    const args = ["filter", "--index", place("index"), feed];
    const child = spawn(process.execPath, [bin, ...args], { stdio: ["ignore", file, "pipe"] });
    closeSync(file);
    const told = collect(child.stderr as NodeJS.ReadableStream);
    expect((await once(child, "close"))[0]).toBe(2);
    expect(told.text).toContain("standard output: expected another file than an input");
    expect(readFileSync(feed, "utf8")).toBe(article(1));
  });

  it("refuses an index that another process writes to", async () => {
    const index = place("index");
    const child = start(["--index", index, "--flush"]);
    const found = collect(child.stdout);
    child.stdin.write(article(1));
    await expect.poll(() => found.text, { timeout: 120_000 }).not.toBe("");
    const second = filter([], article(2), index);
    expect([second.code, second.stderr]).toEqual([2, expect.stringMatching(/another process|writer/)]);
    child.stdin.end();
    await once(child, "close");
  });
});

/** Output rows without the moment at which a match arrived. */
const timeless = (path: string): string => readFileSync(path, "utf8").replace(/"arrival":\d+/g, '"arrival":0');

describe("filter --checkpoint", () => {
  const many = write(
    folder,
    "many.jsonl",
    Array.from({ length: 5000 }, (_, n) =>
      n % 97 === 96 ? "{broken\n" : n % 5 === 4 ? article(n - 3, n % 2 === 0 ? `c${n}` : `a${n - 3}`) : article(n),
    ).join(""),
  );
  const argsOf = (at: string): string[] => [
    ...["--index", `${at}.index`, "-o", `${at}.new`, "--duplicates", `${at}.duplicates`, "--rejects", `${at}.rejects`],
    ...["--checkpoint", `${at}.state`, "--commit-delay", "5", many],
  ];
  const outputs = [".new", ".duplicates", ".rejects"];

  it("goes on after kill -9, again and again, without repeating or losing a row", async () => {
    const [whole, cut] = [place("whole"), place("cut")];
    expect(dittograph(["filter", ...argsOf(whole)]).code).toBe(0);
    const written = (): number => statSync(`${cut}.new`, { throwIfNoEntry: false })?.size ?? 0;
    let killed = 0;
    for (let round = 0; round < 8; round++) {
      const child = start(argsOf(cut));
      const exit = once(child, "close");
      const wanted = written() + 50_000 + ((round * 7919) % 11) * 40_000;
      while (child.exitCode === null && written() < wanted) await new Promise((resolve) => setTimeout(resolve, 2));
      child.kill("SIGKILL");
      if ((await exit)[1] !== "SIGKILL") break;
      killed++;
    }
    expect(killed).toBeGreaterThan(0);
    const last = dittograph(["filter", ...argsOf(cut)]);
    expect([last.code, last.stderr]).toEqual([
      0,
      expect.stringMatching(/going on behind record [\d,]+\n.*5,000 records/),
    ]);
    for (const output of outputs) expect(timeless(cut + output)).toBe(timeless(whole + output));
  });

  it("has nothing left to do at the end, and goes on where the input has grown", () => {
    const at = place("grown");
    const feed = write(folder, "grows.jsonl", article(1) + article(2));
    const args = ["--index", `${at}.index`, "-o", `${at}.new`, "--checkpoint", `${at}.state`, feed];
    expect(dittograph(["filter", ...args]).stderr).toContain("2 new");
    const before = statSync(`${at}.new`).size;
    expect(dittograph(["filter", ...args]).code).toBe(0);
    expect(statSync(`${at}.new`).size).toBe(before);
    write(folder, "grows.jsonl", article(1) + article(2) + article(3) + article(1, "late copy"));
    expect(dittograph(["filter", ...args]).stderr).toContain("4 records: 3 new, 1 duplicate");
    expect(idsOf(readFileSync(`${at}.new`, "utf8"))).toEqual(["a1", "a2", "a3"]);
  });

  it("refuses another input, other options, and outputs that were shortened", () => {
    const at = place("other");
    const feed = write(folder, "first.jsonl", article(1) + article(2));
    const args = ["--index", `${at}.index`, "-o", `${at}.new`, "--checkpoint", `${at}.state`];
    expect(dittograph(["filter", ...args, feed]).code).toBe(0);
    expect(dittograph(["filter", ...args, many]).stderr).toMatch(
      /expected inputs .*first.jsonl, as when the checkpoint was made/,
    );
    expect(dittograph(["filter", ...args, "--profile", "standard", feed]).stderr).toMatch(/expected options/);
    write(folder, "first.jsonl", article(5) + article(6));
    expect(dittograph(["filter", ...args, feed])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("the input has changed"),
    });
    write(folder, "first.jsonl", article(1) + article(2));
    write("/", `${at}.new`.slice(1), "");
    expect(dittograph(["filter", ...args, feed])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/expected the \d+ bytes of which the checkpoint tells, found 0/),
    });
  });

  it("goes on into standard output that is appended to a file, and refuses one that was emptied", () => {
    const at = place("stdout");
    const feed = write(folder, "to-stdout.jsonl", article(1) + article(2));
    const run = (mode: "a" | "w"): number => {
      const file = openSync(`${at}.new`, mode);
      const args = [bin, "filter", "--index", `${at}.index`, "--checkpoint", `${at}.state`, feed];
      const child = spawn(process.execPath, args, { stdio: ["ignore", file, "ignore"] });
      closeSync(file);
      return child.pid as number;
    };
    const wait = (pid: number) => expect.poll(() => existsSync(`/proc/${pid}/cwd`), { timeout: 120_000 }).toBe(false);
    return (async () => {
      await wait(run("a"));
      expect(idsOf(readFileSync(`${at}.new`, "utf8"))).toEqual(["a1", "a2"]);
      write("/", `${at}.new`.slice(1), `${readFileSync(`${at}.new`, "utf8")}half a row behind the checkpo`);
      write(folder, "to-stdout.jsonl", article(1) + article(2) + article(3));
      await wait(run("a"));
      expect(idsOf(readFileSync(`${at}.new`, "utf8"))).toEqual(["a1", "a2", "a3"]);
      await wait(run("w"));
      expect(readFileSync(`${at}.new`, "utf8")).toBe("");
    })();
  });

  it("refuses standard output into another file than before, and leaves that file alone", async () => {
    const at = place("precious");
    const feed = write(folder, "to-a-pipe.jsonl", article(1));
    const args = ["filter", "--index", `${at}.index`, "--checkpoint", `${at}.state`, feed];
    expect(dittograph(args).code).toBe(0);
    const precious = "of great value\n".repeat(1000);
    writeFileSync(`${at}.txt`, precious);
    const file = openSync(`${at}.txt`, "a");
    const child = spawn(process.execPath, [bin, ...args], { stdio: ["ignore", file, "pipe"] });
    closeSync(file);
    const told = collect(child.stderr as NodeJS.ReadableStream);
    expect((await once(child, "close"))[0]).toBe(2);
    expect(told.text).toMatch(/expected standard output into a pipe, as when .* made, found file \d+:\d+/);
    expect(readFileSync(`${at}.txt`, "utf8")).toBe(precious);
  });

  it("finishes what it took at SIGTERM, says 130, and goes on behind it", async () => {
    const at = place("term");
    const child = start(["--index", `${at}.index`, "-o", `${at}.new`, "--checkpoint", `${at}.state`, "--flush", "-"]);
    const told = collect(child.stderr);
    child.stdin.write(article(1) + article(2));
    const idsNow = () => (existsSync(`${at}.new`) ? idsOf(readFileSync(`${at}.new`, "utf8")) : []);
    await expect.poll(idsNow, { timeout: 120_000 }).toEqual(["a1", "a2"]);
    child.kill("SIGTERM");
    expect((await once(child, "close"))[0]).toBe(130);
    expect(told.text).toBe("dittograph: 2 records: 2 new, 0 duplicates, 0 rejected\n");
    const again = dittograph(
      ["filter", "--index", `${at}.index`, "-o", `${at}.new`, "--checkpoint", `${at}.state`, "-"],
      {
        input: article(1) + article(2) + article(3),
      },
    );
    expect(again.stderr).toContain("going on behind record 2\n");
    expect(idsOf(readFileSync(`${at}.new`, "utf8"))).toEqual(["a1", "a2", "a3"]);
  });

  it("says that a pipe may get rows again", () => {
    const at = place("pipe");
    const args = ["--index", `${at}.index`, "--checkpoint", `${at}.state`, "-"];
    expect(dittograph(["filter", ...args], { input: article(1) }).stderr).not.toContain("again");
    const run = dittograph(["filter", ...args], { input: article(1) + article(2) });
    expect(run.stderr).toContain("what standard output got behind the checkpoint may come again");
    expect(idsOf(run.stdout)).toEqual(["a2"]);
  });
});
