import type { ShingleSet, Signature } from "../../model/fingerprint.js";
import type { Scheme } from "../../options.js";

/** The shingles of a text, as a scheme may see them. */
export interface Shingled {
  readonly shingles: ShingleSet;
  /** Each shingle as text, its words joined by one space, in text order, repeats included. Made only when asked for. */
  texts(): Iterable<string>;
}

/** A way to sketch shingles. Signatures compare only where scheme, seed and length are the same. */
export interface SignatureScheme {
  readonly name: Scheme;
  /** The signature; all 0xffffffff where there is no shingle. The order of shingles and repeats change nothing. */
  sketch(shingled: Shingled): Signature;
}
