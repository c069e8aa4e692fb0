import { readFileSync } from "node:fs";

/** Where the build puts the binary: beside this file once compiled; in dist/ where this file runs as source. */
const PLACES = ["./kernel.wasm", "../../dist/kernel/kernel.wasm"];

/** The kernel's code, or null where it was not built. */
export function readBinary(): Uint8Array | null {
  for (const place of PLACES) {
    try {
      return readFileSync(new URL(place, import.meta.url));
    } catch {
      // Not there: the caller says so, and the reference does the work.
    }
  }
  return null;
}
