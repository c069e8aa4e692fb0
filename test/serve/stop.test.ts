import { describe, expect, it } from "vitest";
import { storyOf } from "../engine/filter-feed.js";
import { ask, batch, serve } from "./service.js";

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

describe("a service that stops", () => {
  it("answers what it took, and takes nothing new", async () => {
    const service = await serve();
    service.index.delayMs = 200;
    const taken = ask(service, "POST /v1/articles", { id: "a", text: storyOf(1) });
    await wait(80);
    const stopped = service.stop();
    await expect(ask(service, "GET /healthz")).rejects.toThrow();
    expect((await taken).status).toBe(200);
    expect(await stopped).toBe(true);
    expect(service.logged.at(-1)).toMatchObject({ level: "info", message: "stopped" });
  });

  it("answers the lines it read of a batch, and says from which on to send again", async () => {
    const service = await serve();
    service.index.delayMs = 100;
    async function* pieces() {
      yield line({ id: "a", text: storyOf(1) }) + line({ id: "b", text: storyOf(2) });
      await wait(400);
      yield line({ id: "c", text: storyOf(3) });
    }
    const answers = batch(service, pieces());
    await wait(50);
    const stopped = service.stop();
    const { rows } = await answers;
    expect(rows.map(({ line: number, status }) => [number, status])).toEqual([
      [1, 200],
      [2, 200],
      [3, 503],
    ]);
    expect(await stopped).toBe(true);
    expect(service.index.taken).toEqual(["a", "b"]);
  });

  it("cuts off at its deadline what takes longer, and says so", async () => {
    const service = await serve({ stopDeadlineMs: 100 });
    service.index.delayMs = 5000;
    const taken = ask(service, "POST /v1/articles", { id: "a", text: storyOf(1) }).catch(() => "cut off");
    await wait(50);
    expect(await service.stop()).toBe(false);
    expect(await taken).toBe("cut off");
    expect(service.logged.some(({ level, message }) => level === "warn" && message.includes("deadline"))).toBe(true);
  });

  it("lets go of connections that stay open", async () => {
    const service = await serve({ keepAliveMs: 60_000 });
    await ask(service, "GET /healthz");
    const began = Date.now();
    expect(await service.stop()).toBe(true);
    expect(Date.now() - began).toBeLessThan(5000);
  });
});
