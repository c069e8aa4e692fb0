/**
 * Version of all that tokens, shingles and exact keys rest on (folding, token classes, their hashes): stored fingerprints
 * of another version never compare. To be raised with any change of what they give.
 */
export const FOLD_VERSION = 1;
