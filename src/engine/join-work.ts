import { join } from "node:path";
import { type BuiltLists, ListBuilder, type ListSetting } from "../match/list-builder.js";
import { KEY_WORDS, keysOnDisk } from "./key-files.js";
import { createRankSpool, type RankSpool } from "./rank-spool.js";
import type { RowFile } from "./row-spool.js";

/** What candidates are found by. */
export type Channel = "bands" | "samples";

/** Keys of one channel that are to be listed: no other job has equal ones. Plain data; `rankOf` is shared memory. */
export interface ListJob extends ListSetting {
  readonly channel: Channel;
  /** Their rows, a file of each worker. */
  readonly files: readonly RowFile[];
}

/** What one hand has listed of a channel. Plain data. */
export interface ListedKeys {
  readonly lists: BuiltLists;
  readonly rows: RowFile;
}

/** The jobs of one hand: their lists go to one file a channel. */
export class JoinWork {
  readonly #folder: string;
  readonly #worker: number;
  readonly #channels = new Map<Channel, { readonly builder: ListBuilder; readonly rows: RankSpool }>();

  /** @param worker number of the hand, part of the files' names. */
  constructor(folder: string, worker: number) {
    this.#folder = folder;
    this.#worker = worker;
  }

  add(job: ListJob): void {
    this.#builderOf(job).add(keysOnDisk(job.files, KEY_WORDS));
  }

  /** Gives away what was listed of a channel; undefined where no job was of it. */
  finish(channel: Channel): ListedKeys | undefined {
    const own = this.#channels.get(channel);
    this.#channels.delete(channel);
    return own === undefined ? undefined : { lists: own.builder.finish(), rows: own.rows.seal() };
  }

  #builderOf({ channel, files: _files, ...setting }: ListJob): ListBuilder {
    const known = this.#channels.get(channel);
    if (known !== undefined) return known.builder;
    const rows = createRankSpool(join(this.#folder, `${this.#worker}-${channel}-lists.spool`), setting.ranks);
    const builder = new ListBuilder(setting, rows);
    this.#channels.set(channel, { builder, rows });
    return builder;
  }
}
