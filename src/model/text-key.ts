/** A 64-bit key of a text as two unsigned halves; see text/text-key.ts. */
export interface TextKey {
  readonly lo: number;
  readonly hi: number;
}
