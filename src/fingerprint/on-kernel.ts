import type { Fingerprint } from "../model/fingerprint.js";
import type { JsonText } from "../model/json-text.js";
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

/** The fingerprint of a text, and its UTF-16 units. */
export interface RecordPrint {
  readonly units: number;
  readonly print: Fingerprint;
}

/** Fingerprints all of the text that stands in a record. @returns undefined where its string must do, or has no token. */
export type RecordFingerprinter = (place: JsonText) => RecordPrint | undefined;

/** A fingerprinter of texts of which nothing is left out, which makes no strings of them; its prints are the same. */
export function createRecordFingerprinter(kernel: Kernel, options: FingerprintOptions): RecordFingerprinter {
  const sketch = kernel.sketcher(permutationFactors(options), options.hashes);
  return (place) => {
    const units = kernel.takeJson(place);
    if (units === undefined || units === 0) return undefined;
    const whole = [{ start: 0, end: units }];
    const tokens = kernel.tokenise(whole);
    if (tokens === undefined || tokens === 0) return undefined;
    const shingles = kernel.shingle(tokens, options.shingle);
    const signature = sketch(shingles);
    const folded = kernel.fold(whole);
    if (folded === undefined) return undefined;
    return { units, print: { shingles, signature, tokens, exact: exactDigest(folded) } };
  };
}
