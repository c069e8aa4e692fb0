import type { PairBatch, VerifiedPairs } from "../match/verify.js";
import type { Piece } from "../read/pieces.js";
import type { ShelfIndex } from "./disk-shelf.js";
import type { Hand, HandSetting } from "./hand.js";
import type { Channel, ListedKeys, ListJob } from "./join-work.js";
import type { Gist, PieceNames, PieceResult, SealedSpools } from "./piece.js";
import { createThreadCaller } from "./thread-caller.js";
import type { HandCall } from "./thread-messages.js";

/** A hand in a thread of its own. */
export interface ThreadHand extends Hand {
  /** Ends the thread, whatever it does. */
  end(): Promise<void>;
}

/**
 * Begins a thread. What goes wrong in it, its sudden end included, is thrown by the call under way or the next one.
 * @param heapBytes to which its heap may grow; default: what the engine allows.
 */
export function createThreadHand(setting: HandSetting, heapBytes?: number): ThreadHand {
  const thread = createThreadCaller<HandCall>(new URL("./thread.js", import.meta.url), setting, heapBytes);
  const { call } = thread;
  return {
    gist: (argument: Piece) => call<Gist>({ name: "gist", argument }),
    prepare: (argument: PieceNames) => call<PieceResult>({ name: "prepare", argument }),
    seal: () => call<SealedSpools>({ name: "seal" }),
    openShelf: (argument: ShelfIndex) => call<void>({ name: "openShelf", argument }),
    listKeys: (argument: ListJob) => call<void>({ name: "listKeys", argument }),
    listedKeys: (argument: Channel) => call<ListedKeys | undefined>({ name: "listedKeys", argument }),
    verify: (argument: PairBatch) => call<VerifiedPairs>({ name: "verify", argument }),
    end: thread.end,
  };
}
