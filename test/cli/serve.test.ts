import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { storyOf } from "../engine/filter-feed.js";
import { dittograph, root, scratchFolder, write } from "./run.js";

const folder = scratchFolder();
const bin = join(root, "dist", "cli", "bin.js");
const running = new Set<ChildProcess>();
afterAll(() => {
  for (const child of running) child.kill("SIGKILL");
});

interface Started {
  readonly child: ChildProcess;
  readonly address: string;
  readonly log: () => Record<string, unknown>[];
  readonly exit: Promise<unknown[]>;
}

/** Starts the service on a free port and waits until it listens. */
async function start(index: string, args: readonly string[] = [], warm = "--no-warm-up"): Promise<Started> {
  const child = spawn(process.execPath, [bin, "serve", "--index", index, "--port", "0", warm, ...args], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  const exit = once(child, "close").finally(() => running.delete(child));
  let text = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  const log = () =>
    text
      .split("\n")
      .filter((row) => row.startsWith("{"))
      .map((row) => JSON.parse(row) as Record<string, unknown>);
  const addressOf = () => log().find(({ address }) => address !== undefined)?.address;
  await expect.poll(addressOf, { timeout: 120_000, message: text }).toBeDefined();
  return { child, address: String(addressOf()), log, exit };
}

const add = async ({ address }: Started, body: object, headers: Record<string, string> = {}) => {
  const response = await fetch(`${address}/v1/articles`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Record<string, unknown>;
};

/** Some 20,000 letters that no other of them has. */
const longStory = (n: number): string =>
  Array.from({ length: 2000 }, (_, i) => (i % 20 === 0 ? `The ${n}th` : `word${n}x${i}`)).join(" ");

/** Bytes that a service takes with a batch held back, as a rule 250 MB; all that the batch would be takes more. */
const MEMORY = 400e6;

describe("serve", () => {
  it("answers, stops at SIGTERM, and remembers over a restart what the filter then knows too", async () => {
    const index = join(folder, "lasting");
    const first = await start(index);
    expect(first.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await add(first, { id: "a", text: storyOf(1) })).kind).toBe("new");
    first.child.kill("SIGTERM");
    expect(await first.exit).toEqual([0, null]);
    expect(first.log().map(({ msg }) => msg)).toEqual(["listening", "request", "stopped"]);

    const second = await start(index);
    expect(await add(second, { id: "b", text: storyOf(1) })).toMatchObject({ kind: "duplicate", of: "a" });
    second.child.kill("SIGINT");
    expect(await second.exit).toEqual([0, null]);
    const run = dittograph(["filter", "--index", index], {
      input: `${JSON.stringify({ id: "c", text: storyOf(1) })}\n`,
    });
    expect([run.stdout, run.stderr]).toEqual(["", expect.stringContaining("1 duplicate (1 exact)")]);
  });

  it("is ready when it has practised, on nothing that lasts", async () => {
    const service = await start(join(folder, "practised"), ["--workers", "2"], "--warm-up=4s");
    const ready = async (): Promise<number> => (await fetch(`${service.address}/readyz`)).status;
    expect(await ready()).toBe(503);
    await expect.poll(ready, { timeout: 120_000 }).toBe(200);
    const metrics = await (await fetch(`${service.address}/metrics`)).text();
    expect(metrics).toContain("dittograph_index_articles 0\n");
    if (existsSync("/proc/self/status")) expect(metrics).toMatch(/^dittograph_anonymous_memory_bytes \d{8,}$/m);
    service.child.kill("SIGTERM");
    expect(await service.exit).toEqual([0, null]);
    expect(service.log().filter(({ msg }) => msg !== "request")).toMatchObject([
      { msg: "listening" },
      { msg: "ready", ms: expect.any(Number) },
      { msg: "stopped" },
    ]);
  });

  it("stops while it practises", async () => {
    const service = await start(join(folder, "stopped"), [], "--warm-up=60s");
    service.child.kill("SIGTERM");
    expect(await service.exit).toEqual([0, null]);
    expect(service.log().filter(({ level }) => Number(level) > 30)).toEqual([]);
  });

  it("loses nothing that it acknowledged to kill -9", async () => {
    const index = join(folder, "killed");
    const first = await start(index, ["--commit-delay", "5"]);
    const acknowledged: string[] = [];
    let sent = 0;
    const sender = async (): Promise<void> => {
      for (; sent < 2000; ) {
        const id = `k${sent++}`;
        const answer = await add(first, { id, text: `${id} ${storyOf(sent)}` }).catch(() => undefined);
        if (answer === undefined) return;
        acknowledged.push(id);
      }
    };
    const senders = Promise.all(Array.from({ length: 8 }, sender));
    await expect.poll(() => acknowledged.length, { timeout: 120_000 }).toBeGreaterThan(100);
    first.child.kill("SIGKILL");
    await Promise.all([senders, first.exit]);
    const second = await start(index);
    for (const id of acknowledged) {
      expect([id, (await fetch(`${second.address}/v1/articles/${id}`)).status]).toEqual([id, 200]);
    }
    second.child.kill("SIGTERM");
    await second.exit;
  });

  it("reads no further for a client that takes no answers, serves others, and keeps what it told that client", async () => {
    const index = join(folder, "unread");
    const first = await start(index, ["--batch-idle", "2s", "--workers", "2"]);
    const metric = async (name: string): Promise<number> => {
      const text = await (await fetch(`${first.address}/metrics`)).text();
      return Number(new RegExp(`^${name} (\\d+)`, "m").exec(text)?.[1]);
    };
    const socket = connect(Number(new URL(first.address).port), "127.0.0.1");
    let answers = "";
    socket.setEncoding("latin1").on("data", (chunk: string) => {
      answers += chunk;
      if (answers.length > 1 << 20) socket.pause();
    });
    socket.on("error", () => {});
    socket.write(
      "POST /v1/articles?cleaned=true HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n",
    );
    const most = 8000;
    let sent = 0;
    const pump = (): void => {
      for (let isFree = true; isFree && sent < most && !socket.destroyed; sent++) {
        const body = `${JSON.stringify({ id: `u${sent}`, text: longStory(sent) })}\n`;
        isFree = socket.write(`${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n`);
      }
    };
    socket.on("drain", pump);
    pump();
    expect((await add(first, { id: "other", text: storyOf(1) })).kind).toBe("new");
    await expect.poll(() => metric("dittograph_batches_under_way"), { timeout: 120_000 }).toBe(0);
    expect(sent).toBeLessThan(most);
    expect(await metric("dittograph_anonymous_memory_bytes")).toBeLessThan(MEMORY);
    expect((await add(first, { id: "another", text: storyOf(1) })).of).toBe("other");
    socket.destroy();
    const told = [...answers.matchAll(/^\{"line":\d+,"status":200,"kind":"new","id":"(u\d+)".*\}\r?\n/gm)].map(
      ([, id]) => id,
    );
    expect(told.length).toBeGreaterThan(20);
    expect(told).toEqual(told.map((_, n) => `u${n}`));
    first.child.kill("SIGKILL");
    await first.exit;
    const second = await start(index);
    for (const id of told) expect([id, (await fetch(`${second.address}/v1/articles/${id}`)).status]).toEqual([id, 200]);
    second.child.kill("SIGTERM");
    await second.exit;
  });

  it("wants its token from a file", async () => {
    const token = "a-token-in-a-file-of-its-own";
    const service = await start(join(folder, "guarded"), ["--token-file", write(folder, "token", `${token}\n`)]);
    expect((await add(service, { text: "x" })).status).toBe(401);
    expect((await add(service, { text: "x" }, { authorization: `Bearer ${token}` })).kind).toBe("new");
    service.child.kill("SIGTERM");
    await service.exit;
  });

  it.each([
    [["--host", "0.0.0.0"], /--host: expected a loopback address such as 127.0.0.1, or --token, found 0.0.0.0/],
    [["--token", "short"], /--token: expected at least 16 characters, found 5/],
    [["--token-file", "missing"], /--token-file: expected a readable file/],
    [["--port", "99999"], /--port: expected an integer from 0 to 65535, found 99999/],
    [["--max-body", "1"], /limit maxBodyBytes: expected an integer from 1024/],
    [["--max-body", "lots"], /expected a size such as 65536, 512k or 4m, found "lots"/],
    [["--profile", "fierce"], /--profile/],
  ])("refuses wrong use in one line, before it opens the index: %j", (args, message) => {
    const index = join(folder, "never-made");
    const run = dittograph(["serve", "--index", index, ...args], { cwd: folder });
    expect([run.code, run.stdout]).toEqual([2, ""]);
    expect(run.stderr).toMatch(message);
    expect(run.stderr.trim().split("\n")).toHaveLength(1);
  });

  it("refuses a port that is taken, and an index that another process writes to", async () => {
    const index = join(folder, "taken");
    const service = await start(index);
    const { port } = new URL(service.address);
    const other = dittograph(["serve", "--index", join(folder, "other"), "--port", port]);
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining("cannot listen: EADDRINUSE")]);
    const second = dittograph(["serve", "--index", index, "--port", "0"]);
    expect([second.code, second.stderr]).toEqual([2, expect.stringMatching(/another process|writer/)]);
    service.child.kill("SIGTERM");
    await service.exit;
  });
});
