import type { Kernel } from "../model/kernel.js";
import type { Templates } from "../model/templates.js";
import { DEFAULTS, type Options } from "../options.js";
import { createFolding } from "../text/folding.js";
import { createCommonFilter } from "./common-filter.js";
import { cleanRanges, eligibleRanges } from "./eligible.js";
import { createExactKey, exactDigest } from "./exact.js";
import type { Fingerprinter, FingerprintOptions } from "./fingerprinter.js";
import { permutationFactors } from "./minhash.js";

/** Whether a kernel knows the analyzer and the scheme of these options. */
export function isKernelWork({ analyzer, scheme }: Pick<Options, "analyzer" | "scheme">): boolean {
  return analyzer === DEFAULTS.analyzer && scheme === "dg1";
}

/** A fingerprinter that works on a kernel. Texts and ranges that the kernel has no room for are left to the reference. */
export function createKernelFingerprinter(
  kernel: Kernel,
  options: FingerprintOptions,
  templates: Templates | undefined,
  reference: Fingerprinter,
): Fingerprinter {
  const sketch = kernel.sketcher(permutationFactors(options), options.hashes);
  const exactKey = createExactKey(createFolding());
  const filter = createCommonFilter(options, templates);
  return (text, spans, source = "") => {
    const tokens = kernel.take(text) ? kernel.tokenise(eligibleRanges(text.length, spans)) : undefined;
    if (tokens === undefined) return reference(text, spans, source);
    const shingles = filter.set(kernel.shingle(tokens, options.shingle), source);
    const signature = sketch(shingles);
    const clean = cleanRanges(text.length, spans);
    const folded = kernel.fold(clean);
    const exact = folded === undefined ? exactKey(text, clean) : exactDigest(folded);
    return { shingles, signature, tokens, exact };
  };
}
