import { readFileSync } from "node:fs";

/**
 * Fields of /proc/PID/stat behind the name, which stands in brackets (3, 20 and 22 of proc(5)): the process's state, how
 * many threads it has, and when it began.
 */
const [STATE_FIELD, THREADS_FIELD, START_FIELD] = [0, 17, 19] as const;

/**
 * Whether a process has ended and only its parent has not heard of it yet; some never ask. One whose first thread alone
 * has ended looks the same, but for the threads that go on. False where the system has no /proc.
 */
export function hasEnded(pid: number): boolean {
  const fields = fieldsOf(pid);
  return /^[ZX]/.test(fields[STATE_FIELD] ?? "") && Number(fields[THREADS_FIELD]) <= 1;
}

/** When a process began, in clock ticks since the machine did; `""` where the system has no /proc. */
export const startOf = (pid: number): string => fieldsOf(pid)[START_FIELD] ?? "";

function fieldsOf(pid: number): readonly string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
}
