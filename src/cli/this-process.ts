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
  return started === startOf(pid);
}

/** Fields of /proc/PID/stat behind the name, which stands in brackets; the twentieth is when the process began. */
const START_FIELD = 19;

/** When a process began, in clock ticks since the machine did; `""` where the system has no /proc. */
function startOf(pid: number): string {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    return text.slice(text.lastIndexOf(")") + 2).split(" ")[START_FIELD] ?? "";
  } catch {
    return "";
  }
}
