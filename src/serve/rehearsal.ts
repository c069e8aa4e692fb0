import { Agent, request } from "node:http";
import type { ArticleIndex } from "../engine/index-contract.js";
import type { ServiceLogger, ServiceParts } from "./context.js";
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
  /** Nobody else knows it: every request to the stage must bring it, as others on this machine can reach it too. */
  readonly token: string;
  /** Whether to stop practising. */
  readonly isOver: () => boolean;
}

/**
 * Practises: requests about made-up articles go over loopback through a service of its own with a throw-away index, and the
 * real index is shown the articles, which it does not take. Ends when that pays no more, or when told to. Rejects with the
 * first failure, once nothing is under way.
 */
export async function rehearse(parts: ServiceParts, { stage, token, isOver }: Rehearsal): Promise<void> {
  const limits = { ...parts.limits, requestsPerSecond: 0 };
  const service = await listen({ ...parts, token, index: stage, logger: SILENT, limits }, { host: HOST, port: 0 });
  const to = { port: service.port, token };
  try {
    await together([(isDone) => askAll(to, isDone), (isDone) => show(parts.index, isDone)], isOver);
  } finally {
    await service.stop();
  }
}

/** Does all of it at once, and settles when nothing is under way; the first that fails has the others stop. */
async function together(
  parts: readonly ((isDone: () => boolean) => Promise<void>)[],
  isOver: () => boolean,
): Promise<void> {
  const failures: unknown[] = [];
  const isDone = (): boolean => failures.length > 0 || isOver();
  await Promise.all(parts.map((part) => part(isDone).catch((error: unknown) => failures.push(error))));
  if (failures.length > 0) throw failures[0];
}

/** Shows articles to the index that is there to stay: it reads what look-ups need from the disk, and its threads warm up. */
async function show(index: ArticleIndex, isOver: () => boolean): Promise<void> {
  for (let n = 0; n < REQUESTS / PATHS.length && !isOver(); n += SHOWN_AT_ONCE) {
    await index.warmUp(Array.from({ length: SHOWN_AT_ONCE }, (_, i) => practiceArticle(n + i)));
  }
}

/** Asks on a few connections, of each article twice: what it would be, and to take it. */
async function askAll(to: Pick<Asking, "port" | "token">, isOver: () => boolean): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  let asked = 0;
  const askOn = async (isDone: () => boolean): Promise<void> => {
    while (asked < REQUESTS && !isDone()) {
      const n = asked++;
      const path = PATHS[n % PATHS.length] as string;
      await ask({ ...to, path, agent }, JSON.stringify(practiceArticle(Math.floor(n / PATHS.length))));
    }
  };
  try {
    await together(
      Array.from({ length: AT_ONCE }, () => askOn),
      isOver,
    );
  } finally {
    agent.destroy();
  }
}

/** Where a request goes, and with what. */
interface Asking {
  readonly port: number;
  readonly token: string;
  readonly path: string;
  readonly agent: Agent;
}

function ask({ token, ...to }: Asking, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
    };
    const sent = request({ ...to, host: HOST, method: "POST", headers }, (response) => {
      response.on("end", resolve).on("error", reject).resume();
    });
    sent.on("error", reject).end(body);
  });
}
