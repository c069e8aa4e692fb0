import type { Fingerprint } from "../model/fingerprint.js";
import type { Span } from "../model/span.js";
import type { Options } from "../options.js";

/** What a fingerprint depends on. */
export type FingerprintOptions = Pick<Options, "shingle" | "scheme" | "seed" | "hashes" | "analyzer">;

/**
 * Fingerprints a text: shingles and signature of its `eligibleRanges`, exact key of its `cleanRanges`.
 * Linear in the text's length, but for the sorting of its shingles.
 * @param spans what cleaning decided about the text.
 * @param source whose common shingles do not count, where there are templates; default `""`.
 */
export type Fingerprinter = (text: string, spans: readonly Span[], source?: string) => Fingerprint;
