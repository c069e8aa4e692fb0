import { Worker } from "node:worker_threads";
import type { CleanExtras } from "../clean/extras.js";
import type { FilterWords, KeyFilter } from "../index/key-filter.js";
import type { Article } from "../model/article.js";
import type { Options } from "../options.js";
import { type LineBatch, packLines } from "../read/line-batch.js";
import { filterNews, filtersAfter } from "./filter-news.js";
import type { PreparedPacket } from "./prepared-packet.js";
import type { RecordBatch, RecordPacket } from "./record-packet.js";
import { type Fault, unpackFault } from "./thread-messages.js";

/** Someone who cleans and fingerprints articles for an index. */
export interface PrepareHand {
  /** Packets come back in the order of the calls. */
  prepare(articles: readonly Article[]): Promise<PreparedPacket>;
  /** As `prepare`, of records that are still to be read. */
  prepareRecords(batch: RecordBatch): Promise<RecordPacket>;
  /** Prepares what is asked for later with other templates or rules. */
  use(extras: CleanExtras): void;
  /** Whether it ended by itself: it prepares nothing more. */
  isLost(): boolean;
  /** Ends it, whatever it does. */
  end(): Promise<void>;
}

/** What a hand must know before it begins. Plain data. */
export interface PrepareSetting {
  readonly options: Options;
  readonly extras: CleanExtras;
}

/** A call as it travels to the thread. */
export type PrepareCall =
  | { readonly name: "prepare"; readonly articles: readonly Article[] }
  | { readonly name: "prepareRecords"; readonly batch: SentBatch }
  | { readonly name: "use"; readonly extras: CleanExtras }
  /** Of news of filters: their words are shared, not copied. */
  | { readonly name: "filters"; readonly gone: readonly number[]; readonly added: readonly FilterWords[] };

/** A batch whose lines lie one behind the other. */
export type SentBatch = Omit<RecordBatch, "lines"> & { readonly lines: LineBatch };

type PrepareAnswer =
  | { readonly kind: "done"; readonly packet: PreparedPacket | RecordPacket }
  | { readonly kind: "fault"; readonly fault: Fault };

interface Waiting {
  /** The filters that the thread knew when it was asked. */
  readonly filters: readonly KeyFilter[];
  readonly resolve: (packet: PreparedPacket | RecordPacket) => void;
  readonly reject: (error: unknown) => void;
}

/** Megabytes for objects that live a moment: a third of what the engine would take, and as fast. */
const YOUNG_MB = 16;

/**
 * Begins a thread. What goes wrong in it, its sudden end included, is thrown by all calls under way and all later ones.
 * It keeps the process alive only while it works.
 * @param filtersNow those that its packets are to have asked, as far as the thread knows them.
 */
export function createPrepareHand(
  setting: PrepareSetting,
  filtersNow: () => readonly KeyFilter[] = () => [],
): PrepareHand {
  const worker = new Worker(new URL("./prepare-thread.js", import.meta.url), {
    workerData: setting,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  const waiting: Waiting[] = [];
  let filters: readonly KeyFilter[] = [];
  let failure: unknown;
  let isEnding = false;
  worker.unref();
  const fail = (error: unknown): void => {
    failure ??= error;
    for (const { reject } of waiting.splice(0)) reject(failure);
  };
  worker.on("message", (answer: PrepareAnswer) => {
    const asked = waiting.shift();
    // While it ends it keeps the process alive: who waits for its end would wait for ever.
    if (waiting.length === 0 && !isEnding) worker.unref();
    if (answer.kind === "done") asked?.resolve({ ...answer.packet, filters: asked.filters });
    else asked?.reject(unpackFault(answer.fault));
  });
  worker.on("error", fail);
  worker.on("exit", (code) => fail(new Error(`a thread that prepares articles ended (exit code ${code})`)));
  const post = (call: PrepareCall, given: ArrayBuffer[] = []): void => worker.postMessage(call, given);
  /** Calls are heard in their order: what is asked next is prepared with these filters. */
  const tellFilters = (): void => {
    const news = filterNews(filters, filtersNow());
    if (news === undefined) return;
    post({ name: "filters", gone: news.gone, added: news.added.map(({ words }) => words) });
    filters = filtersAfter(filters, news);
  };
  const ask = <Packet extends PreparedPacket | RecordPacket>(call: PrepareCall, given?: ArrayBuffer[]) => {
    if (failure !== undefined) return Promise.reject(failure);
    return new Promise<Packet>((resolve, reject) => {
      tellFilters();
      // Whoever cannot be sent must not wait for an answer: it would be the next one's.
      post(call, given);
      worker.ref();
      waiting.push({ filters, resolve: resolve as Waiting["resolve"], reject });
    });
  };
  return {
    prepare: (articles) => ask({ name: "prepare", articles }),
    prepareRecords({ lines, ...others }) {
      const packed = packLines(lines);
      const given = [packed.bytes.buffer, packed.ends.buffer, packed.places.buffer];
      return ask({ name: "prepareRecords", batch: { ...others, lines: packed } }, given);
    },
    use: (extras) => post({ name: "use", extras }),
    isLost: () => failure !== undefined,
    async end() {
      isEnding = true;
      await worker.terminate();
    },
  };
}
