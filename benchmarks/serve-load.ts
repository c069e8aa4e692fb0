import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";
import { dueMs, type Pace, rampRequests } from "./pace.js";

/** What the load generator is told. */
export interface LoadOrder extends Pace {
  readonly kind: "steady" | "batch";
  readonly port: number;
  readonly path: string;
  /** JSONL of articles, sent from `from` on. */
  readonly file: string;
  readonly from: number;
  /** Of `steady`: for how long the full rate is held. */
  readonly seconds: number;
  /** Of `batch`: articles in all, in so many batches at once. */
  readonly articles: number;
  readonly streams: number;
}

/** What it saw. */
export interface LoadReport {
  readonly sent: number;
  readonly failed: number;
  readonly seconds: number;
  /** Milliseconds of each answer at the full rate, from the moment it was due to be asked, ascending; none of a batch. */
  readonly times: readonly number[];
  /** Of them, those that were due in the first second. */
  readonly firstTimes: readonly number[];
  /** Of those before, while the rate grew. */
  readonly rampTimes: readonly number[];
}

const JSON_HEADERS = { "content-type": "application/json" };
const NDJSON_HEADERS = { "content-type": "application/x-ndjson" };
const NO_TIMES = { times: [], firstTimes: [], rampTimes: [] } as const;
/** Connections of the steady load. */
const SOCKETS = 64;

/** Runs in a process of its own, so that it takes no time from the service's event loop; talks by messages. */
process.on("message", (order: LoadOrder) => {
  const lines = readFileSync(order.file, "utf8").trimEnd().split("\n").slice(order.from);
  const run = order.kind === "steady" ? steady(order, lines) : batches(order, lines);
  void run.then((report) => process.send?.(report));
});

/** Open loop: requests are due at fixed moments, whether or not earlier ones were answered. */
async function steady(order: LoadOrder, lines: readonly string[]): Promise<LoadReport> {
  const { port, path, rate, seconds } = order;
  const agent = new Agent({ keepAlive: true, maxSockets: SOCKETS });
  const [ramp, first, rest]: [number[], number[], number[]] = [[], [], []];
  const before = rampRequests(order);
  const total = before + rate * seconds;
  let failed = 0;
  const began = performance.now();
  const answers: Promise<void>[] = [];
  for (let n = 0; n < total; n++) {
    const due = began + dueMs(n, order);
    while (performance.now() < due) await pause(due - performance.now());
    const options = { port, host: "127.0.0.1", path, method: "POST", agent, headers: JSON_HEADERS };
    const into = n < before ? ramp : n < before + rate ? first : rest;
    const answer = send(options, [lines[n % lines.length] as string]).then(({ status }) => {
      if (status === 200) into.push(performance.now() - due);
      else failed++;
    });
    answers.push(answer.catch(() => void failed++));
  }
  await Promise.all(answers);
  agent.destroy();
  const took = (performance.now() - began) / 1000;
  const [times, firstTimes, rampTimes] = [[...first, ...rest], first, ramp].map((some) =>
    some.sort((a, b) => a - b),
  ) as [number[], number[], number[]];
  return { sent: total, failed, seconds: took, times, firstTimes, rampTimes };
}

/** As many batches at once as there are streams, each of an equal share of the articles. */
async function batches({ port, path, articles, streams }: LoadOrder, lines: readonly string[]): Promise<LoadReport> {
  const share = Math.ceil(articles / streams);
  const began = performance.now();
  const answers = await Promise.all(
    Array.from({ length: streams }, (_, n) => {
      const mine = lines.slice(n * share, Math.min(articles, (n + 1) * share));
      const options = { port, host: "127.0.0.1", path, method: "POST", headers: NDJSON_HEADERS };
      return send(options, inPieces(mine));
    }),
  );
  const rows = answers.flatMap(({ text }) => text.split("\n").filter((row) => row !== ""));
  const good = rows.filter((row) => row.includes('"status":200')).length;
  return { sent: articles, failed: articles - good, seconds: (performance.now() - began) / 1000, ...NO_TIMES };
}

function* inPieces(lines: readonly string[]): Generator<string> {
  for (let at = 0; at < lines.length; at += 20) yield `${lines.slice(at, at + 20).join("\n")}\n`;
}

function send(
  options: object,
  pieces: Iterable<string>,
): Promise<{ readonly status: number | undefined; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString("utf8") }));
    });
    sent.on("error", reject);
    const write = async (): Promise<void> => {
      for (const piece of pieces) {
        if (!sent.write(piece)) await new Promise((go) => sent.once("drain", go));
      }
      sent.end();
    };
    write().catch(reject);
  });
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => (ms > 1 ? setTimeout(resolve, ms - 1) : setImmediate(resolve)));
}
