import { createSketcher, type SketchOptions } from "../minhash.js";
import type { SignatureScheme } from "./scheme.js";

/** The default scheme: the MinHash of ../minhash.ts on the 64-bit shingle hashes. */
export function createDg1(options: SketchOptions): SignatureScheme {
  const sketch = createSketcher(options);
  return { name: "dg1", sketch: ({ shingles }) => sketch(shingles) };
}
