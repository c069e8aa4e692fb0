import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { kill, pid } from "node:process";

/**
 * Names this process as the writer of an index: `process 4711 on wire-3, started 81234`. The start tells a process from a
 * later one of its number.
 */
export function ownName(): string {
  return `process ${pid} on ${hostname()}, started ${statusOf(pid)[1] ?? "?"}`;
}

const NAME = /^process (\d+) on (.*), started (.*)$/;

/** Whether the process of this name is no more. Of another machine's processes that cannot be known: they are there. */
export function isGone(name: string): boolean {
  const [, number = "", host, start] = NAME.exec(name) ?? [];
  if (host !== hostname()) return false;
  const other = Number(number);
  if (!isRunning(other)) return true;
  const [state = "", found] = statusOf(other);
  return ENDED.includes(state) || (found !== undefined && start !== "?" && found !== start);
}

function isRunning(other: number): boolean {
  try {
    return kill(other, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** States of a process that has ended and whose parent has not heard of it yet; some never ask. */
const ENDED: readonly string[] = ["Z", "X"];

/**
 * State of a process, and ticks from the machine's start to its own (fields 3 and 22 of proc(5)); nothing where there is
 * no /proc.
 */
function statusOf(process: number): readonly [state?: string, start?: string] {
  try {
    const fields = readFileSync(`/proc/${process}/stat`, "latin1");
    const [state = "", ...others] = fields.slice(fields.lastIndexOf(")") + 2).split(" ");
    return [state, others[18] ?? ""];
  } catch {
    return [];
  }
}
