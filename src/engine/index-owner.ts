import { hostname } from "node:os";
import { kill, pid } from "node:process";
import { hasEnded, startOf } from "./process-status.js";

/**
 * Names this process as the writer of an index: `process 4711 on wire-3, started 81234`. The start tells a process from a
 * later one of its number.
 */
export function ownName(): string {
  return `process ${pid} on ${hostname()}, started ${startOf(pid) || "?"}`;
}

const NAME = /^process (\d+) on (.*), started (.*)$/;

/** Whether the process of this name is no more. Of another machine's processes that cannot be known: they are there. */
export function isGone(name: string): boolean {
  const [, number = "", host, start] = NAME.exec(name) ?? [];
  if (host !== hostname()) return false;
  const other = Number(number);
  if (!isRunning(other)) return true;
  const found = startOf(other);
  return hasEnded(other) || (found !== "" && start !== "?" && found !== start);
}

function isRunning(other: number): boolean {
  try {
    return kill(other, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
