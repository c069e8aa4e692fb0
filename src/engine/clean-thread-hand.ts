import type { CleanedPiece, CleanSetting } from "./clean-hand.js";
import type { PieceHand } from "./spread-pieces.js";
import { createThreadCaller } from "./thread-caller.js";
import type { CleanCall } from "./thread-messages.js";

/** Someone who cleans pieces in a thread of its own. */
export interface CleanThreadHand extends PieceHand<CleanedPiece> {
  /** Ends the thread, whatever it does. */
  end(): Promise<void>;
}

/** Begins a thread; what goes wrong in it is thrown as by `createThreadHand`. */
export function createCleanThreadHand(setting: CleanSetting & { readonly worker: number }): CleanThreadHand {
  const { call, end } = createThreadCaller<CleanCall>(new URL("./clean-thread.js", import.meta.url), setting);
  return {
    gist: (argument) => call({ name: "gist", argument }),
    prepare: (argument) => call({ name: "prepare", argument }),
    end,
  };
}
