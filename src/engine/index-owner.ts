import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { kill, pid } from "node:process";

/**
 * Names this process as the writer of an index: `process 4711 on wire-3, started 81234`. The start tells a process from a
 * later one of its number.
 */
export function ownName(): string {
  return `process ${pid} on ${hostname()}, started ${startOf(pid) ?? "?"}`;
}

const NAME = /^process (\d+) on (.*), started (.*)$/;

/** Whether the process of this name is no more. Of another machine's processes that cannot be known: they are there. */
export function isGone(name: string): boolean {
  const [, number = "", host, start] = NAME.exec(name) ?? [];
  if (host !== hostname()) return false;
  const other = Number(number);
  if (!isRunning(other)) return true;
  const found = startOf(other);
  return found !== undefined && start !== "?" && found !== start;
}

function isRunning(other: number): boolean {
  try {
    return kill(other, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Ticks from the machine's start to the process's (field 22 of proc(5)); undefined where there is no /proc. */
function startOf(process: number): string | undefined {
  try {
    const fields = readFileSync(`/proc/${process}/stat`, "latin1");
    return fields.slice(fields.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}
