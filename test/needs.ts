import { describe, it } from "vitest";

/** What tests need of the machine they run on. */
export interface Need {
  readonly isMet: boolean;
  /** In words that follow "needs". */
  readonly what: string;
}

/** A suite for machines that have what it needs; elsewhere it is left out, and says why. */
export function describeWhere(need: Need, name: string, body: () => void): void {
  if (need.isMet) describe(name, body);
  else describe.skip(leftOut(name, need), body);
}

/** As `describeWhere`, for one test. @param timeout in milliseconds; default: that of all. */
export function itWhere(need: Need, name: string, body: () => void | Promise<void>, timeout?: number): void {
  if (need.isMet) it(name, body, timeout);
  else it.skip(leftOut(name, need), body);
}

/** Skipped tests are printed by name alone, so the reason goes there, and to whoever sees no names. */
function leftOut(name: string, { what }: Need): string {
  console.warn(`left out, as it needs ${what}: ${name}`);
  return `${name} (left out: needs ${what})`;
}
