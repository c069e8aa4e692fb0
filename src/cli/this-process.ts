import { hostname } from "node:os";
import type { Owner, Ownership } from "../engine/owner.js";
import { hasEnded, startOf } from "../engine/process-status.js";

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
