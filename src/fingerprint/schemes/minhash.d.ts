/** What is used of the npm package minhash 0.0.9, which brings no types. */
declare module "minhash" {
  export interface MinhashConfig {
    /** Rows; 128 where absent or 0. */
    readonly numPerm?: number;
    /** Start of the permutations; 1 where absent or 0. */
    readonly seed?: number;
  }

  export class Minhash {
    constructor(config?: MinhashConfig);
    readonly numPerm: number;
    /** Not the seed that was given: the constructor counts it up once for each number drawn. */
    readonly seed: number;
    readonly prime: number;
    readonly maxHash: number;
    readonly permA: readonly number[];
    readonly permB: readonly number[];
    readonly hashvalues: readonly number[];
    update(text: string): void;
    hash(text: string): number;
    jaccard(other: Minhash): number;
  }
}
