import type { Tokens } from "../model/fingerprint.js";

/** A side of a comparison: the original text and its tokens. */
export interface Side {
  readonly text: string;
  readonly tokens: Tokens;
}
