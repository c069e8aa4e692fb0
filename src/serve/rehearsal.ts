import { Agent, request } from "node:http";
import type { ArticleIndex } from "../engine/index-contract.js";
import type { ServiceLogger, ServiceParts } from "./context.js";
import { resolveLimits } from "./limits.js";
import { practiceArticle } from "./practice-articles.js";
import { listen } from "./server.js";

/**
 * Requests after which answers are about as fast as they get: the engine has compiled by then what a request runs
 * through. Measured: checks take 2.0 ms of the processor each among the first thousand, .8 among the fifth.
 */
const REQUESTS = 4000;
/** Articles that are shown to the index itself at once. */
const SHOWN_AT_ONCE = 32;
/** Requests under way at once: not so many that the next real one waits for long. */
const AT_ONCE = 2;
const PATHS = ["/v1/check", "/v1/articles"] as const;
const HOST = "127.0.0.1";

const SILENT: ServiceLogger = { info: () => {}, warn: () => {}, error: () => {} };

/** What a rehearsal needs besides what the service works with. */
export interface Rehearsal {
  /** Practised on: it takes what is made up. */
  readonly stage: ArticleIndex;
  /** Whether to stop practising. */
  readonly isOver: () => boolean;
}

/**
 * Practises: requests about made-up articles go over loopback through a service of its own with a throw-away index, and the
 * real index is shown the articles, which it does not take. Ends when that pays no more, or when told to.
 */
export async function rehearse(parts: ServiceParts, { stage, isOver }: Rehearsal): Promise<void> {
  const { token: _, ...others } = parts;
  const limits = resolveLimits({ requestsPerSecond: 0 });
  const service = await listen({ ...others, index: stage, logger: SILENT, limits }, { host: HOST, port: 0 });
  try {
    await Promise.all([askAll(service.port, isOver), show(parts.index, isOver)]);
  } finally {
    await service.stop();
  }
}

/** Shows articles to the index that is there to stay: it reads what look-ups need from the disk, and its threads warm up. */
async function show(index: ArticleIndex, isOver: () => boolean): Promise<void> {
  for (let n = 0; n < REQUESTS / PATHS.length && !isOver(); n += SHOWN_AT_ONCE) {
    await index.warmUp(Array.from({ length: SHOWN_AT_ONCE }, (_, i) => practiceArticle(n + i)));
  }
}

/** Asks on a few connections, of each article twice: what it would be, and to take it. */
async function askAll(port: number, isOver: () => boolean): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  let asked = 0;
  const askOn = async (): Promise<void> => {
    while (asked < REQUESTS && !isOver()) {
      const n = asked++;
      const path = PATHS[n % PATHS.length] as string;
      await ask({ port, path, agent }, JSON.stringify(practiceArticle(Math.floor(n / PATHS.length))));
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, askOn));
  } finally {
    agent.destroy();
  }
}

function ask(to: { readonly port: number; readonly path: string; readonly agent: Agent }, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const sent = request({ ...to, host: HOST, method: "POST", headers }, (response) => {
      response.on("end", resolve).on("error", reject).resume();
    });
    sent.on("error", reject).end(body);
  });
}
