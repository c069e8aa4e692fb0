declare const shingleSet: unique symbol;
declare const signature: unique symbol;

/** Tokens of an article in text order, as flat columns of equal length. Offsets are UTF-16 units of the original. */
export interface Tokens {
  readonly count: number;
  /** Low and high half of the 64-bit hash of the folded token. */
  readonly lo: Uint32Array;
  readonly hi: Uint32Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
}

/** Distinct 64-bit shingle hashes in ascending order. Empty where the text has no token. */
export type ShingleSet = BigUint64Array & { readonly [shingleSet]: true };

/** The k minima of a shingle set; all 0xffffffff for an empty set. */
export type Signature = Uint32Array & { readonly [signature]: true };

/** What matching needs to know of an article. */
export interface Fingerprint {
  readonly shingles: ShingleSet;
  readonly signature: Signature;
  /** Number of tokens that feed the shingles. */
  readonly tokens: number;
  /** Hex digest of the folded clean text; `""` where the text has no token. */
  readonly exact: string;
}
