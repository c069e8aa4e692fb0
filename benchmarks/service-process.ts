import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { projectRoot } from "./results.js";

/** The built command. */
export const BIN = join(projectRoot(), "dist", "cli", "bin.js");

/** A service in a process of its own, on a free port of loopback. */
export interface ServiceProcess {
  readonly port: number;
  /** Whether it still runs. */
  isAlive(): boolean;
  /** Bytes of resident memory, from its metrics. */
  memoryBytes(): Promise<number>;
  /** Seconds of processor time it took so far, or undefined where the system does not tell. */
  processorSeconds(): number | undefined;
  /** Stops it and gives its exit code. */
  stop(): Promise<number | null>;
}

/** @throws {Error} where it ends before it listens. */
export function startService(index: string, args: readonly string[]): Promise<ServiceProcess> {
  const child = spawn(process.execPath, [BIN, "serve", "--index", index, "--port", "0", "--rate", "0", ...args], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const exited = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const service = (port: number): ServiceProcess => ({
    port,
    isAlive: () => child.exitCode === null,
    async memoryBytes() {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      return Number(/^dittograph_memory_bytes (\d+)$/m.exec(text)?.[1]);
    },
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

/** Ticks a second in /proc, on every Linux that Node runs on. */
const TICKS = 100;

/** User and system time, fields 14 and 15 of /proc/PID/stat; the name in field 2 may hold spaces. */
function processorSeconds(pid: number | undefined): number | undefined {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return undefined;
  const fields = readFileSync(file, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}
