import { spawn } from "node:child_process";
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
