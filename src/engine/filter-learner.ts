import { accessSync, constants, existsSync, lstatSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "../errors.js";
import type { Article } from "../model/article.js";
import type { Judgement } from "../model/decision.js";
import type { Templates } from "../model/templates.js";
import { parseTemplates } from "../read/templates.js";
import { replaceFile } from "./durable-file.js";
import type { ArticleIndex } from "./index-contract.js";
import type { LearnJob } from "./learn-counter.js";
import type { LearnHand } from "./learn-hand.js";
import { type Learned, type LearnLog, type LearnMark, openLearnLog } from "./learn-log.js";
import type { LearnedVersion, LoggedEntry } from "./learn-log-rewrite.js";
import { clusterPlaces, type LearnWindow, weightOf } from "./learn-window.js";
import { attempt } from "./output.js";

/** Records between two versions of the templates. */
export const LEARN_EVERY = 10_000;

/** A log is begun anew from this size on, where at most half of it still counts. */
const RENEW_BYTES = 1 << 26;

/** How templates are learned from a stream. */
export interface LearnerSettings {
  /** Where the newest templates go, as `templates learn` writes them. */
  readonly file: string;
  /** Where the articles wait that count. */
  readonly folder: string;
  /** Records between two versions, at least 1. */
  readonly every: number;
  readonly hand: LearnHand;
  /** Default RENEW_BYTES. */
  readonly renewBytes?: number;
}

/** A count under way. */
interface Count {
  readonly from: number;
  readonly text: Promise<string>;
}

/**
 * Learns templates from a stream while it goes, and puts them to use. Everything goes by the numbers of the records: behind
 * every so many a count is begun, and what it finds is in use behind as many again.
 *
 *     records   1 ………… 5000 ………… 10000 ………… 15000
 *     counted   └─ first ─┴── second ─┴── third ──
 *     in use        none      none       first      second …
 *
 * The stream waits where a count is not ready by then.
 */
export class StreamLearner {
  readonly #settings: LearnerSettings;
  readonly #learned: Learned;
  readonly #window: LearnWindow<LoggedEntry>;
  readonly #handed = new Set<number>();
  #index: Pick<ArticleIndex, "useTemplates"> | undefined;
  #log: LearnLog | undefined;
  #templates: Templates | undefined;
  #version: LearnedVersion | undefined;
  #count: Count | undefined;
  /** What the count under way is over, to be counted again where the run is cut off. */
  #due: readonly LoggedEntry[] = [];
  /** Bytes of the log from which it is thinned. */
  #most = 0;
  /** Records whose turn to be asked has come, and those that were written. */
  #asked: number;
  #written: number;
  #isRenewed = false;
  #failure: unknown;
  #wake: () => void = () => {};

  constructor(learned: Learned, settings: LearnerSettings) {
    this.#learned = learned;
    this.#settings = settings;
    this.#window = learned.window;
    this.#asked = this.#written = learned.records;
    this.#version = learned.version;
    this.#templates = learned.version && parseTemplates(settings.folder, learned.version.text);
  }

  /** The templates that the next record is cleaned with. */
  get templates(): Templates | undefined {
    return this.#templates;
  }

  /** How far it is, for a checkpoint. */
  get mark(): LearnMark {
    const { file, position } = this.#opened();
    return { file, bytes: position, records: this.#written };
  }

  /**
   * Opens the log, and counts again what a run that was cut off was counting.
   * @throws {OutputError} where log or templates cannot be written.
   * @throws {UsageError} where the index took fewer articles than were learned from, as one made anew, or where the
   * templates would stand in the place of something that is no file, a link included.
   */
  async begin(index: Pick<ArticleIndex, "useTemplates" | "sequence">): Promise<void> {
    const { folder, file } = this.#settings;
    const { sequence, mark, records, due } = this.#learned;
    if (index.sequence < sequence) {
      const found = `found one that took ${index.sequence} (to learn anew, remove ${folder})`;
      throw new UsageError(`${folder}: expected an index that took ${sequence} articles, ${found}`);
    }
    this.#index = index;
    // Told now, not when the first templates are there.
    expectFile(file);
    attempt(folder, () => mkdirSync(folder, { recursive: true }));
    attempt(file, () => accessSync(dirname(file), constants.W_OK));
    this.#log = await openLearnLog(folder, mark, records);
    this.#log.clear();
    this.#most = this.#settings.renewBytes ?? RENEW_BYTES;
    this.#due = due?.entries ?? [];
    // Missing, edited, or left behind by a run that was killed between its log and the file.
    if (this.#version !== undefined && textAt(file) !== this.#version.text) replaceFile(file, this.#version.text);
    if (due !== undefined) this.#count = this.#begun(due.from, due.entries);
  }

  /** Says that a record's turn to be asked has come; where templates change before it, resolves when they have. */
  next(): Promise<void> | undefined {
    const before = this.#asked++;
    return before > 0 && before % this.#settings.every === 0 ? this.#reached(before) : undefined;
  }

  /** Takes in what became of a record, in order; a reject has nothing to learn from. */
  async learn(taken?: { readonly article: () => Article; readonly decision: Judgement }): Promise<void> {
    const record = this.#written + 1;
    if (taken !== undefined) {
      const entry = entryOf(record, taken.article(), taken.decision);
      if (this.#window.add(entry)) await this.#opened().article(entry, taken.decision);
    }
    if (record % this.#settings.every === 0) await this.#turn(record);
    else if (this.#opened().position >= this.#most) await this.#thin(record);
    this.#written = record;
    this.#wake();
  }

  /** Its log is on the disk when this resolves. */
  sync(): Promise<void> {
    return this.#opened().sync();
  }

  /** Called when a checkpoint tells of `mark`: what only the one before needed may go. */
  saved(): void {
    if (this.#isRenewed) this.#opened().clear();
    this.#isRenewed = false;
  }

  /**
   * At the end of the input, uses what was counted last, for the next run; where the stream has doubled since then, it is
   * counted once more, so that short inputs are learned from and many of them cost no count each. Where the run is
   * `interrupted`, nothing changes.
   */
  async finish({ interrupted }: { readonly interrupted: boolean }): Promise<void> {
    const record = this.#written;
    if (!interrupted && this.#count !== undefined) await this.#use(record, this.#count);
    const { from } = this.#version ?? { from: 0 };
    const isDue = record > from && record >= Math.min(2 * from, from + this.#settings.every);
    if (!interrupted && isDue) await this.#use(record, this.#begun(record, this.#window.entries()));
    await this.#opened().passed(record);
  }

  /** Lets go of who waits for records to be written: they will not. */
  fail(error: unknown): void {
    this.#failure ??= error;
    this.#wake();
  }

  async close(): Promise<void> {
    try {
      await this.#settings.hand.end();
    } finally {
      await this.#log?.close();
    }
  }

  async #reached(record: number): Promise<void> {
    while (this.#written < record && this.#failure === undefined) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** What was counted last comes into use, and the next count is begun. */
  async #turn(record: number): Promise<void> {
    if (this.#count !== undefined) await this.#use(record, this.#count);
    const entries = this.#window.entries();
    this.#count = this.#begun(record, entries);
    this.#due = entries;
    const log = this.#opened();
    const counting = entries.reduce((sum, { start, end }) => sum + end - start, 0);
    if (log.position < Math.max(this.#settings.renewBytes ?? RENEW_BYTES, 2 * counting)) return;
    await log.renew(record, this.#version, entries);
    this.#onRenewed();
  }

  /** Drops the texts that count no more, where the log outgrows its bound between two versions. */
  async #thin(record: number): Promise<void> {
    await this.#opened().thin(record, new Set([...this.#due, ...this.#window.entries()]));
    this.#onRenewed();
  }

  #onRenewed(): void {
    this.#most = Math.max(this.#settings.renewBytes ?? RENEW_BYTES, 2 * this.#opened().position);
    this.#isRenewed = true;
  }

  async #use(record: number, { from, text }: Count): Promise<void> {
    const version = { from, text: await text };
    const { file } = this.#settings;
    const isOther = version.text !== this.#version?.text;
    await this.#opened().version(record, version);
    this.#version = version;
    if (!isOther) return;
    await this.#opened().sync();
    replaceFile(file, version.text);
    const templates = parseTemplates(file, version.text);
    await this.#index?.useTemplates(templates);
    this.#templates = templates;
  }

  #begun(from: number, entries: readonly LoggedEntry[]): Count {
    const text = this.#settings.hand.count(this.#jobOf(entries));
    // Awaited when it comes into use; a failure before that is not unheard.
    text.catch(() => {});
    return { from, text };
  }

  #jobOf(entries: readonly LoggedEntry[]): LearnJob {
    const records = entries.map(({ record }) => record);
    const fresh = entries.flatMap(({ record, article }) =>
      this.#handed.has(record) || article === undefined ? [] : [{ record, article }],
    );
    const kept = new Set(records);
    for (const record of this.#handed) if (!kept.has(record)) this.#handed.delete(record);
    for (const { record } of fresh) this.#handed.add(record);
    for (const entry of entries) delete entry.article;
    return { records, clusterOf: clusterPlaces(entries), fresh };
  }

  #opened(): LearnLog {
    if (this.#log === undefined) throw new UsageError("expected a learner that was begun");
    return this.#log;
  }
}

/** A file is replaced by a rename, which would take a device or a link away. */
function expectFile(path: string): void {
  const stat = attempt(path, () => lstatSync(path, { throwIfNoEntry: false }));
  if (stat === undefined || stat.isFile()) return;
  const found = stat.isDirectory() ? "a folder" : stat.isSymbolicLink() ? "a symbolic link" : "a device or pipe";
  throw new UsageError(`${path}: expected a file for the templates that are learned, found ${found}`);
}

const textAt = (path: string): string | undefined =>
  existsSync(path) ? attempt(path, () => readFileSync(path, "utf8")) : undefined;

function entryOf(record: number, article: Article, decision: Judgement): LoggedEntry {
  const { id, cluster } = decision;
  const supersedes = decision.kind === "new" ? decision.supersedes : [];
  const place = { start: 0, end: 0 };
  return {
    record,
    id,
    source: article.source,
    cluster,
    supersedes,
    weight: weightOf(article.text),
    ...place,
    article: { ...article, id },
  };
}
