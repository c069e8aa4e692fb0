import { describe, expect, it } from "vitest";
import { storyOf } from "../engine/filter-feed.js";
import { ask, batch, isHolding, PATIENCE_MS, serve } from "./service.js";

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;
const patient = { stopDeadlineMs: PATIENCE_MS };

describe("a service that stops", () => {
  it("answers what it took, and takes nothing new", async () => {
    const service = await serve(patient);
    const release = service.index.hold();
    const taken = ask(service, "POST /v1/articles", { id: "a", text: storyOf(1) });
    await isHolding(service, 1);
    const stopped = service.stop();
    await expect(ask(service, "GET /healthz")).rejects.toThrow();
    release();
    expect((await taken).status).toBe(200);
    expect(await stopped).toBe(true);
    expect(service.logged.at(-1)).toMatchObject({ level: "info", message: "stopped" });
  });

  it("answers the lines it read of a batch, and says from which on to send again", async () => {
    const service = await serve(patient);
    const release = service.index.hold();
    let end = (): void => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    async function* pieces() {
      yield line({ id: "a", text: storyOf(1) }) + line({ id: "b", text: storyOf(2) });
      await ended;
    }
    const answers = batch(service, pieces());
    await isHolding(service, 2);
    const stopped = service.stop();
    release();
    const { rows } = await answers;
    end();
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
    const release = service.index.hold();
    const taken = ask(service, "POST /v1/articles", { id: "a", text: storyOf(1) }).catch(() => "cut off");
    await isHolding(service, 1);
    expect(await service.stop()).toBe(false);
    expect(await taken).toBe("cut off");
    release();
    expect(service.logged.some(({ level, message }) => level === "warn" && message.includes("deadline"))).toBe(true);
  });

  it("lets go of connections that stay open", async () => {
    const service = await serve({ keepAliveMs: 2 * PATIENCE_MS, ...patient });
    await ask(service, "GET /healthz");
    expect(await service.stop()).toBe(true);
  });
});
