import { connect } from "node:net";
import { mutatedRequest } from "./request-mutations.js";

/** Milliseconds after which a connection that neither answers nor ends is counted as hanging. */
const HANGING_MS = 20_000;

/** What came of mutated requests. */
export interface AbuseReport {
  /** Answers by status; `none` where the connection was closed without one. */
  readonly statuses: ReadonlyMap<string, number>;
  readonly hanging: number;
  /** Requests, as text, that were answered with a 5xx; at most ten. */
  readonly faults: readonly string[];
}

/** Sends `rounds` mutated requests, each over a connection of its own that is then half closed, some at once. */
export async function abuse(port: number, seed: number, rounds: number, atOnce = 16): Promise<AbuseReport> {
  const statuses = new Map<string, number>();
  const faults: string[] = [];
  let hanging = 0;
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < rounds) {
      const bytes = mutatedRequest(seed, next++);
      const answer = await exchange(port, bytes);
      if (answer === undefined) hanging++;
      const found = [...(answer ?? "").matchAll(/(?:^|\n|\})HTTP\/1\.1 (\d{3}) |"status":(5\d\d)/g)];
      const names = found.length === 0 ? ["none"] : found.map(([, head, line]) => head ?? `${line} in a batch`);
      for (const name of names) statuses.set(name, (statuses.get(name) ?? 0) + 1);
      if (names.some((name) => name.startsWith("5")) && faults.length < 10) faults.push(bytes.toString("latin1"));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { statuses, hanging, faults };
}

/** Everything the service answers until it closes; undefined where it does not. */
function exchange(port: number, bytes: Uint8Array): Promise<string | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: false }, () => socket.end(bytes));
    const finish = (hangs: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(hangs ? undefined : Buffer.concat(chunks).toString("latin1"));
    };
    const timer = setTimeout(() => finish(true), HANGING_MS);
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", () => finish(false));
    socket.on("close", () => finish(false));
  });
}
