import { totalmem } from "node:os";
import { checkMemory, LEAST_MEMORY } from "../engine/memory-plan.js";

/**
 * Bytes that a run may take: what was asked for, else half of what the machine, or the container, has.
 * @throws {UsageError} for less than any run fits into.
 */
export function memoryOf({ memory }: { readonly memory?: number }): number {
  if (memory === undefined) return Math.max(LEAST_MEMORY, Math.floor(machineBytes() / 2));
  checkMemory(memory);
  return memory;
}

/** A container's limit counts where it is the smaller; where there is none the system says 0, or more than there is. */
function machineBytes(): number {
  const limit = process.constrainedMemory();
  return limit !== undefined && limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}
