import type { PairBatch, VerifiedPairs } from "../match/verify.js";
import type { Piece } from "../read/pieces.js";
import type { ReadOptions } from "../read/settings.js";
import type { ShelfIndex } from "./disk-shelf.js";
import type { Channel, ListedKeys, ListJob } from "./join-work.js";
import type { Gist, PassKind, PieceNames, PieceResult, SealedSpools } from "./piece.js";
import type { SendableContext } from "./run.js";

/**
 * Someone who works on a run, one call at a time: this thread, or another. All that goes in and out is plain data.
 * In the first pass `gist` and `prepare` alternate; `seal` ends it; then keys are listed, and candidates verified.
 */
export interface Hand {
  /** Reads a piece and keeps it for `prepare`. */
  gist(piece: Piece): Promise<Gist>;
  prepare(names: PieceNames): Promise<PieceResult>;
  seal(): Promise<SealedSpools>;
  /** Opens what all hands have put away. */
  openShelf(shelf: ShelfIndex): Promise<void>;
  /** Lists keys, beside those of earlier jobs. */
  listKeys(job: ListJob): Promise<void>;
  /** Ends listing a channel, and gives what was listed of it; undefined where no job was. */
  listedKeys(channel: Channel): Promise<ListedKeys | undefined>;
  verify(batch: PairBatch): Promise<VerifiedPairs>;
}

/** What a hand must know before it begins. Plain data. */
export interface HandSetting {
  readonly kind: PassKind;
  /** Where its spools go. */
  readonly folder: string;
  /** Its number, from 0. */
  readonly worker: number;
  readonly run: SendableContext;
  readonly readOptions: ReadOptions;
  /** Bytes of sets and tokens that it may keep at hand while it verifies. */
  readonly cacheBytes: number;
}

/** Those who work on a run together. */
export interface Crew {
  /** At least one. */
  readonly hands: readonly Hand[];
  /** Ends all that are not this thread, whatever they are doing. */
  dismiss(): Promise<void>;
}
