import type { Passage, Relation, Similarity } from "./pair.js";
import type { Cleaned } from "./span.js";

/** What an index answers about one article, given everything it took before. */
export type Decision = NewDecision | DuplicateDecision;

/** What both answers say. */
interface Answered {
  /** The id the article goes by in the index: as given, or `id~2`, `id~3` … where another text had it before. */
  readonly id: string;
  /** Names the cluster: derives from the text of the article that is kept. */
  readonly cluster: string;
  /** What cleaning made of the article. */
  readonly cleaned: Cleaned;
  /** When the article that is kept was taken; of a new one, itself. */
  readonly firstSeen: FirstSeen;
  /** The number it was taken under: rises by one with each article. Of a `check`, the number it would get. */
  readonly sequence: number;
  /** The index holds this very record (equal id, equal text) already: answer and number are those of then. */
  readonly known: boolean;
  /** The article is older than the window: it was compared, and will not be remembered. */
  readonly late?: true;
}

/** A decision without what cleaning made of the article. */
export type Judgement = Omit<NewDecision, "cleaned"> | Omit<DuplicateDecision, "cleaned">;

/** No article that is kept says the same. */
export interface NewDecision extends Answered {
  readonly kind: "new";
  /** Kept articles that this longer text contains, in the order they were taken; later copies are told of this one. */
  readonly supersedes: readonly string[];
}

/** An article that is kept says the same. */
export interface DuplicateDecision extends Answered, Similarity {
  readonly kind: "duplicate";
  /** Id of the article that is kept. */
  readonly of: string;
  /** Seen from this article: `contained` means that `of` contains it. */
  readonly relation: CopyRelation;
  /** [share of this article in `of`, share of `of` in this article]. */
  readonly containment: readonly [number, number];
  /** What both share: `a` points into this article, `b` into `of`. Absent for exact copies, and where not asked for. */
  readonly passages?: readonly Passage[];
}

/** The relations by which an article joins one that is kept. */
export type CopyRelation = Extract<Relation, "exact" | "near" | "contained">;

/** When an article was first seen. */
export interface FirstSeen {
  /** Milliseconds since 1970, by the clock the index was opened with. */
  readonly arrival: number;
  /** As its record gave it. */
  readonly date: string | null;
  readonly source: string;
}

/** What an index knows of an article it took. */
export interface StoredArticle {
  readonly id: string;
  readonly sequence: number;
  readonly source: string;
  readonly date: string | null;
  readonly url: string | null;
  /** Milliseconds since 1970. */
  readonly arrival: number;
  /** UTF-16 units of the clean text. */
  readonly length: number;
  /** Digest of the folded clean text; `""` without tokens. */
  readonly exact: string;
  /** Distinct shingles that it is compared by. */
  readonly shingles: number;
  readonly cluster: string;
  /** The answer it was given, where that was a duplicate. */
  readonly duplicateOf?: { readonly id: string; readonly relation: CopyRelation } & Similarity;
  /** The longer article that took its place. */
  readonly supersededBy?: string;
}

/** An article of an index that is kept, and what joined it. */
export interface StoredCluster {
  readonly id: string;
  readonly canonical: string;
  /** The canonical first, then the others in the order they were taken. */
  readonly members: readonly StoredMember[];
  /** How many there are; `members` lists CLUSTER_MEMBERS_MAX of them at most. */
  readonly size: number;
  /** The longer article that took the canonical's place; the cluster grows no more. */
  readonly supersededBy?: string;
}

/** One copy in a cluster of an index. */
export interface StoredMember extends Similarity {
  readonly id: string;
  readonly relation: CopyRelation | "canonical";
  readonly date: string | null;
  readonly source: string;
  readonly arrival: number;
}

/** Figures of an index. */
export interface IndexStats {
  /** Articles held. */
  readonly articles: number;
  /** Of them, those answered `new`. */
  readonly kept: number;
  readonly duplicates: number;
  /** Kept articles in whose place a longer one stands now. */
  readonly superseded: number;
  /** Articles taken out by `remove`. */
  readonly removed: number;
  /** Articles compared but not held, as older than the window. */
  readonly late: number;
  /** Time buckets, oldest first; one named `all` without a window. */
  readonly buckets: readonly BucketStats[];
  /** Bytes on disk; 0 in memory. */
  readonly bytes: number;
  readonly header: IndexHeader;
}

/** Figures of one time bucket. */
export interface BucketStats {
  readonly name: string;
  readonly articles: number;
  /** Sorted segments its postings lie in. */
  readonly segments: number;
}

/** What an index was made with; all of it must agree wherever it is opened. */
export interface IndexHeader {
  /** Layout of the stored bytes. */
  readonly format: number;
  readonly scheme: string;
  readonly seed: number;
  readonly hashes: number;
  readonly bands: number;
  readonly rows: number;
  readonly shingle: number;
  readonly analyzer: string;
  /** Version of the folding that tokens and exact keys rest on. */
  readonly fold: number;
  readonly ruleset: string;
  /** Name of the templates in use; `""` without. */
  readonly templates: string;
  readonly profile: string;
  readonly threshold: number;
  readonly containment: number;
  readonly floor: number;
  /** Classes with an action of their own, JSON. */
  readonly classes: string;
  readonly language: string;
  /** Milliseconds an article is remembered; 0 for ever. */
  readonly windowMs: number;
  readonly windowBy: "date" | "arrival";
}
