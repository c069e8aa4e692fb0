import type { KernelExports } from "./exports.js";
import { createPageWriter } from "./fold-pages.js";

/**
 * Compiles the kernel's code and gives it memory, which it takes at once and never grows; undefined where the machine
 * has none to give. Tables of folds are written when a text first asks for them.
 */
export function instantiate(binary: Uint8Array): KernelExports | undefined {
  let write: (page: number) => void = () => undefined;
  const imports = { fold: { writePage: (page: number) => write(page) } };
  const exports = new WebAssembly.Instance(new WebAssembly.Module(binary), imports).exports as KernelExports;
  if (exports.memory.buffer.byteLength < exports.END.value) return undefined;
  write = createPageWriter(exports);
  return exports;
}
