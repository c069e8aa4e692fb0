import type { KernelExports } from "./exports.js";
import { createPageWriter } from "./fold-pages.js";
import { createUnitAnswers, type UnitAnswers } from "./unit-answers.js";

/**
 * Compiles the kernel's code and gives it memory, which it takes at once and never grows; undefined where the machine
 * has none to give. Tables of folds are written when a text first asks for them.
 */
export function instantiate(binary: Uint8Array): KernelExports | undefined {
  let write: (page: number) => void = () => undefined;
  let answers: UnitAnswers | undefined;
  const imports = {
    fold: { writePage: (page: number) => write(page) },
    "page-units": {
      foldWide: (unit: number) => answers?.foldWide(unit) ?? 0,
      isAstralLetter: (codePoint: number) => answers?.isAstralLetter(codePoint) ?? 0,
    },
  };
  const exports = new WebAssembly.Instance(new WebAssembly.Module(binary), imports).exports as KernelExports;
  if (exports.memory.buffer.byteLength < exports.END.value) return undefined;
  write = createPageWriter(exports);
  answers = createUnitAnswers(exports);
  return exports;
}
