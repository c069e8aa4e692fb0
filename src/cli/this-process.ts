import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import type { Owner, Ownership } from "../engine/owner.js";

/** Marks temporary files as this process's, and knows which of the others' are still in use. */
export function thisProcess(): Ownership {
  return { own: { pid: process.pid, host: hostname(), started: startOf(process.pid) }, isRunning };
}

/** A process of another machine is taken to be running: nobody here can know. */
function isRunning({ pid, host, started }: Owner): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return !hasEnded(pid) && started === startOf(pid);
}

/**
 * Fields of /proc/PID/stat behind the name, which stands in brackets: the first is the process's state, the twentieth when
 * it began.
 */
const [STATE_FIELD, START_FIELD] = [0, 19] as const;

/** Whether a process has ended and only its parent has not heard of it yet; some never ask. */
const hasEnded = (pid: number): boolean => /^[ZX]/.test(fieldOf(pid, STATE_FIELD));

/** When a process began, in clock ticks since the machine did; `""` where the system has no /proc. */
const startOf = (pid: number): string => fieldOf(pid, START_FIELD);

function fieldOf(pid: number, field: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    return text.slice(text.lastIndexOf(")") + 2).split(" ")[field] ?? "";
  } catch {
    return "";
  }
}
