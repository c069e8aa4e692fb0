import type { Kernel } from "../model/kernel.js";
import { readBinary } from "./binary.js";
import { instantiate } from "./instantiate.js";
import { createKernel } from "./kernel.js";

/** A kernel where this machine can have one. */
export interface LoadedKernel {
  readonly kernel?: Kernel;
  /** `wasm`, or `reference` and why the reference must do. */
  readonly name: string;
}

/** The answer where no kernel is asked for, as it does not do the work that is wanted. */
export const NO_KERNEL: LoadedKernel = { name: "reference: the kernel has no such analyzer or scheme" };

/**
 * Makes a kernel with memory of its own: 49 MB of address space, of which only what texts touch becomes memory.
 * @param binary its code; null where there is none.
 */
export function loadKernel(binary: Uint8Array | null = readBinary()): LoadedKernel {
  if (binary === null) return { name: "reference: the kernel was not built" };
  if (new Uint8Array(new Uint16Array([1]).buffer)[0] !== 1) {
    return { name: "reference: this machine stores numbers high byte first" };
  }
  if (typeof WebAssembly === "undefined" || !WebAssembly.validate(binary)) {
    return { name: "reference: this runtime has no WebAssembly SIMD" };
  }
  const exports = instantiate(binary);
  if (exports === undefined) return { name: "reference: no memory for the kernel" };
  return { name: "wasm", kernel: createKernel(exports) };
}
