import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { projectRoot } from "./results.js";

/** The built command. */
export const BIN = join(projectRoot(), "dist", "cli", "bin.js");

/** A service in a process of its own, on a free port of loopback. */
export interface ServiceProcess {
  readonly port: number;
  /** Milliseconds from its start until it said that it was ready. */
  readonly readyMs: number;
  /** Whether it still runs. */
  isAlive(): boolean;
  /** Bytes of its memory that no file backs, or undefined where the system does not tell. */
  anonymousBytes(): number | undefined;
  /** Seconds of processor time it took so far, or undefined where the system does not tell. */
  processorSeconds(): number | undefined;
  /** Stops it and gives its exit code. */
  stop(): Promise<number | null>;
}

/** Milliseconds between questions whether it is ready. */
const POLL_MS = 50;

/** Starts it and waits until it is ready. @throws {Error} where it ends before it listens. */
export async function startService(index: string, args: readonly string[]): Promise<ServiceProcess> {
  const began = performance.now();
  const service = await listening(index, args);
  while (!(await fetch(`http://127.0.0.1:${service.port}/readyz`)).ok) await setTimeout(POLL_MS);
  return { ...service, readyMs: performance.now() - began };
}

function listening(index: string, args: readonly string[]): Promise<Omit<ServiceProcess, "readyMs">> {
  const child = spawn(process.execPath, [BIN, "serve", "--index", index, "--port", "0", "--rate", "0", ...args], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const exited = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const service = (port: number): Omit<ServiceProcess, "readyMs"> => ({
    port,
    isAlive: () => child.exitCode === null,
    anonymousBytes: () => anonymousBytes(child.pid),
    processorSeconds: () => processorSeconds(child.pid),
    stop() {
      child.kill("SIGTERM");
      return exited;
    },
  });
  return new Promise((resolve, reject) => {
    void exited.then((code) => reject(new Error(`serve: expected to listen, found exit ${code}`)));
    createInterface({ input: child.stderr }).on("line", (line) => {
      const { address } = (line.startsWith("{") ? JSON.parse(line) : {}) as { address?: string };
      if (address !== undefined) resolve(service(Number(new URL(address).port)));
    });
  });
}

/** RssAnon of /proc/PID/status: pages of the index that are mapped are not the process's own. */
function anonymousBytes(pid: number | undefined): number | undefined {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return undefined;
  const kilobytes = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(file, "utf8"))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

/** Ticks a second in /proc, on every Linux that Node runs on. */
const TICKS = 100;

/** User and system time, fields 14 and 15 of /proc/PID/stat; the name in field 2 may hold spaces. */
function processorSeconds(pid: number | undefined): number | undefined {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return undefined;
  const fields = readFileSync(file, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}
