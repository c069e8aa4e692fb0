import type { Relation, Similarity } from "./pair.js";

/** One copy inside a cluster; `canonical` marks the copy that is kept. */
export interface Member {
  readonly id: string;
  /** Of the member to the canonical; seen from the member: `contained` means the canonical contains it. */
  readonly relation: Relation | "canonical";
  readonly jaccard: number;
  /** [share of the member in the canonical, share of the canonical in the member]. */
  readonly containment: readonly [number, number];
  readonly date: string | null;
  readonly source: string;
}

/** The member least like the canonical. */
export interface WeakestLink extends Similarity {
  readonly id: string;
}

/** Who probably published first, and why. */
export interface Origin {
  /** An agency or a source. */
  readonly name: string;
  /** `credited`: members credit this agency in their text; `earliest`: its copy has the earliest date. */
  readonly reason: "credited" | "earliest";
  /** Ids of the members that say so, in order. */
  readonly members: readonly string[];
}

/** A canonical and the copies verified against it. */
export interface Cluster {
  /** Derives from the canonical's content, not from input order. */
  readonly id: string;
  readonly canonical: string;
  readonly members: readonly Member[];
  readonly weakest: WeakestLink;
  /** Means over the members other than the canonical. */
  readonly mean: Similarity;
  /** Earliest and latest date, as the records give them; null where no member has one that can be read. */
  readonly dates: readonly [string, string] | null;
  /** Distinct sources, sorted. */
  readonly sources: readonly string[];
  readonly origin?: Origin;
}
