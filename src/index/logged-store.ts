import { statSync } from "node:fs";
import { join } from "node:path";
import { type LmdbSettings, openLmdbStore } from "./lmdb-store.js";
import { doneWrite, pendingOf, readsWith } from "./log-pending.js";
import { followLog, inodeOf } from "./log-reads.js";
import { LOG_FILES } from "./log-record.js";
import { LogTail } from "./log-tail.js";
import { formatWrites, hasHeader } from "./manifest.js";
import { Overlay } from "./overlay.js";
import type { IndexStore, Write } from "./store.js";
import { writeError } from "./write-error.js";
import { WriteLog } from "./write-log.js";

/**
 * Bytes of records after which what a file of the log holds goes into the B-trees: some 110 articles of a page, 1.5 ms of
 * this thread, in which it answers nobody. Half of that means twice the commits, and while one is synced the log waits.
 */
const FILE_FULL = 1 << 18;

/** Bytes of a batch that goes into the B-trees at once: it fills their pages, and would be written twice otherwise. */
const LARGE_BATCH = 1 << 17;

/**
 * Opens the store in a folder, as `openLmdbStore` does. Small batches are durable once they are in a log; they go into the
 * B-trees later, many at a time: in LMDB alone, an addition of 6 KB writes some 20 pages of 16 KB. The log is gone once
 * the store is closed.
 */
export function openLoggedStore(folder: string, settings: Pick<LmdbSettings, "access" | "name">): IndexStore {
  const [trees, file] = openKnown(folder, settings);
  try {
    return settings.access === "read"
      ? followLog(folder, trees, file)
      : logged(folder, settings.name ?? folder, trees, file);
  } catch (error) {
    void trees.close();
    throw error;
  }
}

/** Opens the B-trees. @returns also the number of their file, which tells it from one that takes its place. */
function openKnown(folder: string, settings: Pick<LmdbSettings, "access" | "name">): [IndexStore, file: number] {
  for (;;) {
    const before = inodeOf(folder);
    const trees = openLmdbStore(folder, settings);
    const file = inodeOf(folder);
    if (file !== undefined && (before === undefined || before === file)) return [trees, file];
    // Another took its place meanwhile.
    void trees.close();
  }
}

function logged(folder: string, name: string, trees: IndexStore, file: number): IndexStore {
  const isReplaced = (): boolean => inodeOf(folder) !== file;
  const log = new WriteLog(folder, FILE_FULL + LARGE_BATCH, () => {
    if (isReplaced()) throw new Error("another index has taken its place, or it was removed");
  });
  const reads = readsWith(trees, () => overlays);
  const load = (): Overlay => pendingOf(new LogTail(folder), trees);
  /** What waits to go into the B-trees, oldest first: what is on its way, and what comes. */
  let overlays: readonly Overlay[] = [load()];
  let number = newest().last;
  /** Whether this process is the one that writes; and what others left in the log must not be written over. */
  let [isOwner, isTakenOver] = [false, false];
  let failure: unknown;
  let folding: Promise<void> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function newest(): Overlay {
    return overlays[overlays.length - 1] as Overlay;
  }
  const inTurn = (act: () => Promise<void>): Promise<void> => {
    isOwner = true;
    const done = last.then(() => {
      if (failure !== undefined) throw failure;
      return act();
    });
    last = done.catch(() => undefined);
    return done;
  };
  const fail = (error: unknown): never => {
    failure ??= error;
    throw failure;
  };
  /** Has all that waits in the B-trees, with some more. */
  const settle = async (more: readonly Write[] = []): Promise<void> => {
    await folding;
    if (failure !== undefined) throw failure;
    const waiting = newest();
    if (waiting.isEmpty && more.length === 0) return;
    await trees.putBatch([...waiting.writes(), ...more, doneWrite(number)]).catch(fail);
    overlays = [new Overlay(number)];
    log.rewind();
  };
  /** Puts what one file holds into the B-trees while the other is written. */
  const fold = (): void => {
    if (folding !== undefined) return;
    const full = newest();
    overlays = [full, new Overlay(full.last)];
    log.turn();
    const put = trees.putBatch([...full.writes(), doneWrite(full.last)]);
    folding = put
      .then(() => {
        overlays = overlays.filter((one) => one !== full);
      }, fail)
      .catch(() => undefined)
      .finally(() => {
        folding = undefined;
      });
  };
  const put = async (writes: readonly Write[]): Promise<void> => {
    if (!isTakenOver) await settle(formatWrites(reads, name));
    isTakenOver = true;
    number++;
    // Code that knows of no log must find the header, which refuses it.
    if (bytesOf(writes) >= LARGE_BATCH || hasHeader(writes)) return settle(writes);
    await log.append({ number, writes }).catch((cause) => fail(writeError(folder, name, cause)));
    newest().add(number, writes);
    if (log.bytes >= FILE_FULL) fold();
  };
  return {
    ...reads,
    putBatch: (writes, how) => (how?.apart === true ? trees.putBatch(writes) : inTurn(() => put(writes))),
    drop: (space) =>
      inTurn(async () => {
        await settle();
        await trees.drop(space);
      }),
    snapshot() {
      const [over, { release, ...seen }] = [overlays.map((one) => one.copy()), trees.snapshot()];
      return { ...readsWith(seen, () => over), release };
    },
    claim(owner, isGone) {
      trees.claim(owner, isGone);
      isOwner = true;
      overlays = [load()];
      number = newest().last;
    },
    bytes: () => trees.bytes() + logBytes(folder),
    async close() {
      await last;
      try {
        if (isOwner && failure === undefined) await settle();
      } finally {
        log.close({ remove: isOwner && failure === undefined && !isReplaced() });
        await trees.close();
      }
    },
  };
}

const bytesOf = (writes: readonly Write[]): number => writes.reduce((sum, { value }) => sum + (value?.length ?? 0), 0);

/** Bytes of the log's files. */
function logBytes(folder: string): number {
  const sizes = LOG_FILES.map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0);
  return sizes.reduce((sum, size) => sum + size, 0);
}
