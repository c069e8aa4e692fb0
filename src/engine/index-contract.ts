import type { CleanExtras } from "../clean/extras.js";
import type { Decision, IndexHeader, IndexStats, StoredArticle, StoredCluster } from "../model/decision.js";
import type { Templates } from "../model/templates.js";
import type { Options } from "../options.js";
import type { ArticleInput } from "./article-input.js";

/** How an index is opened. */
export interface IndexOptions extends CleanExtras {
  /** Options of every stage. `keep` is always `first`. */
  readonly options?: Partial<Options>;
  /** The clock, milliseconds since 1970: says when an article arrives, and with a window what is old. */
  readonly now: () => number;
  /**
   * `write`: this process alone adds; made where there is none. `read`: any number of processes beside the writer.
   * Default `write`.
   */
  readonly access?: "read" | "write";
  /** Milliseconds an article is remembered, at least 1000; 0 (the default) for ever. */
  readonly windowMs?: number;
  /** What the window counts from; an article without a date counts from its arrival. Default `arrival`. */
  readonly windowBy?: "date" | "arrival";
  /** Milliseconds that additions wait for others, to be made durable together, 0 to 1000. Default 25. Raising it adds latency and saves disk writes. */
  readonly commitDelayMs?: number;
  /** Articles that end the wait at once. Default 128. */
  readonly commitArticles?: number;
  /**
   * Threads that clean and fingerprint what is added, 1 to 256; with 1, the default, the calling thread does. With more,
   * an answer is found some milliseconds after the call, and `check`, `get` and `sequence` see what has been answered
   * until then. The answers are the same. Each thread costs some 60 MB.
   */
  readonly workers?: number;
  /** The templates change as the index goes (`useTemplates`): it is opened with others than those of its header as well. */
  readonly learns?: boolean;
}

/**
 * A durable index of articles. Articles are judged in the order of the calls, by what the index took before; each call
 * sees all earlier ones, acknowledged or not. Paths named `:memory:` give an index that lives as long as the process.
 */
export interface ArticleIndex {
  readonly header: IndexHeader;
  /** The number the next article will be taken under. */
  readonly sequence: number;
  /** The answer `checkAndAdd` would give now; nothing changes. Its id is the one the article would go by. */
  check(article: ArticleInput): Decision;
  /** Adds, whatever the answer. Resolves, once durable, with the id the article goes by. */
  add(article: ArticleInput): Promise<string>;
  /**
   * Answers and remembers the article in one step. The answer is found at once; the promise resolves when what it rests
   * on is durable. A record that was taken before (equal id, equal text) gets its first answer again, with `known`.
   */
  checkAndAdd(article: ArticleInput): Promise<Decision>;
  /** Forgets an article; later copies no longer match it. Resolves, once durable, with whether it was there. */
  remove(id: string): Promise<boolean>;
  get(id: string): StoredArticle | undefined;
  /** The cluster of this id, or of the article of this id. */
  cluster(id: string): StoredCluster | undefined;
  stats(): IndexStats;
  /** Cleans and fingerprints later articles with other templates; what was taken stays as it is. Durable when resolved. */
  useTemplates(templates: Templates): Promise<void>;
  /** Prepares and looks up articles, and takes none of them: those that come later find threads, code and pages warm. */
  warmUp(articles: readonly ArticleInput[]): Promise<void>;
  /** Resolves when everything taken so far is durable. */
  flush(): Promise<void>;
  /** Makes everything durable and lets go of the files. */
  close(): Promise<void>;
}
