import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { storyOf } from "../engine/filter-feed.js";
import { ask, batch, PATIENCE_MS, serve } from "./service.js";

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("a batch", () => {
  it("is answered line by line, in order, with the numbers of its lines", async () => {
    const service = await serve();
    const lines = [
      line({ id: "a", text: storyOf(1) }),
      "\n",
      "{broken\n",
      line({ id: "b" }),
      line({ id: "c", text: storyOf(1) }),
    ];
    const { status, rows } = await batch(service, lines);
    expect(status).toBe(200);
    expect(rows).toMatchObject([
      { line: 1, status: 200, kind: "new", id: "a" },
      { line: 3, status: 400, title: "Bad request" },
      { line: 4, status: 400, errors: [{ field: "text", expected: "a string", found: "nothing" }] },
      { line: 5, status: 200, kind: "duplicate", of: "a" },
    ]);
    expect(service.index.taken).toEqual(["a", "c"]);
  });

  it("does not depend on how it is cut, and needs no line end at its end", async () => {
    const service = await serve();
    const bytes = Buffer.from(line({ id: "é", text: storyOf(1) }) + line({ id: "b", text: storyOf(2) }).trimEnd());
    const { rows } = await batch(
      service,
      Array.from(bytes, (byte) => Buffer.of(byte)),
    );
    expect(rows.map(({ id, kind }) => [id, kind])).toEqual([
      ["é", "new"],
      ["b", "new"],
    ]);
  });

  it("is taken while it comes in", async () => {
    const service = await serve();
    async function* pieces() {
      for (let n = 0; n < 3; n++) {
        yield line({ id: `${n}`, text: storyOf(n) });
        await expect.poll(() => service.index.taken.length, { timeout: 120_000 }).toBe(n + 1);
      }
    }
    expect((await batch(service, pieces())).rows).toHaveLength(3);
  });

  it("without a line gets an answer without a line", async () => {
    expect(await batch(await serve(), [""])).toEqual({ status: 200, rows: [] });
    expect(await batch(await serve(), ["\n\n"])).toEqual({ status: 200, rows: [] });
  });

  it("passes over a line that is too long, and over bytes that are not UTF-8", async () => {
    const service = await serve({ maxBodyBytes: 1024 });
    const { rows } = await batch(service, [
      line({ text: "x".repeat(5000) }),
      Buffer.from('{"text":"\xff"}\n', "latin1"),
      line({ id: "ok", text: "Short and to the point." }),
    ]);
    expect(rows).toMatchObject([
      { line: 1, status: 413, detail: "line: expected at most 1024 bytes, found 5011" },
      { line: 2, status: 400, detail: "body: expected UTF-8, found bytes that are not" },
      { line: 3, status: 200, id: "ok" },
    ]);
  });

  it("goes on behind a fault of the index", async () => {
    const service = await serve();
    service.index.fault = new Error("lost");
    const { rows } = await batch(service, [line({ id: "a", text: storyOf(1) }), line({ id: "b", text: storyOf(2) })]);
    expect(rows.map(({ status }) => status)).toEqual([500, 200]);
    expect(service.logged.filter(({ level }) => level === "error")).toHaveLength(1);
  });

  it("lasts as long as it does not stand still", async () => {
    const service = await serve({ headersTimeoutMs: 200, requestTimeoutMs: 200, batchIdleMs: 9000 });
    async function* pieces() {
      for (let n = 0; n < 6; n++) {
        yield line({ id: `${n}`, text: storyOf(n) });
        await wait(2000);
      }
    }
    expect((await batch(service, pieces())).rows).toHaveLength(6);
  });

  it("that falls silent ends with an answer that says so", async () => {
    const service = await serve({ batchIdleMs: 3000 });
    let end = (): void => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    async function* pieces() {
      yield line({ id: "a", text: storyOf(1) });
      await ended;
    }
    const { rows } = await batch(service, pieces());
    end();
    expect(rows.map(({ status }) => status)).toEqual([200, 408]);
  });

  it("whose answers nobody takes is read no further, and ends", async () => {
    const service = await serve({ batchIdleMs: 300 });
    const text = storyOf(1);
    const head =
      "POST /v1/articles?cleaned=true HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n";
    const socket = connect(service.port, "127.0.0.1");
    socket.pause();
    socket.on("error", () => {});
    socket.write(head);
    const body = line({ id: "same", text }).repeat(200);
    const chunk = `${body.length.toString(16)}\r\n${body}\r\n`;
    let sent = 0;
    const pump = (): void => {
      while (!socket.destroyed && sent < 2000 && socket.write(chunk)) sent++;
    };
    socket.on("drain", pump);
    pump();
    await expect
      .poll(async () => (await ask<string>(service, "GET /metrics")).body, { timeout: 120_000, interval: 200 })
      .toContain("dittograph_batches_under_way 0");
    socket.destroy();
    expect(sent).toBeLessThan(2000);
  });

  it("of a client that goes away harms nothing", async () => {
    const service = await serve();
    const head =
      "POST /v1/articles HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-ndjson\r\nContent-Length: 9999\r\n\r\n";
    const socket = connect(service.port, "127.0.0.1");
    socket.write(head + line({ id: "a", text: storyOf(1) }));
    await expect.poll(() => service.index.taken, { timeout: 120_000 }).toEqual(["a"]);
    socket.destroy();
    await expect
      .poll(async () => (await ask<string>(service, "GET /metrics")).body, { timeout: 120_000 })
      .toContain("dittograph_batches_under_way 0");
    expect(service.logged.filter(({ level }) => level === "error")).toEqual([]);
  });

  it("is refused where too many are under way", async () => {
    const service = await serve({ maxBatches: 1 });
    let end: () => void = () => {};
    const open = new Promise<void>((resolve) => {
      end = resolve;
    });
    async function* pieces() {
      yield line({ id: "a", text: storyOf(1) });
      await open;
    }
    const first = batch(service, pieces());
    await expect.poll(() => service.index.taken, { timeout: PATIENCE_MS }).toEqual(["a"]);
    expect((await batch(service, [line({ text: "x" })])).status).toBe(503);
    end();
    expect((await first).rows).toHaveLength(1);
    expect((await batch(service, [line({ text: "x" })])).status).toBe(200);
  });
});
