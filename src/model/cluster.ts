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

/** A canonical and the copies verified against it. */
export interface Cluster {
  /** Derives from the canonical's id and content, not from input order. */
  readonly id: string;
  readonly canonical: string;
  readonly members: readonly Member[];
  readonly weakest: WeakestLink;
}
