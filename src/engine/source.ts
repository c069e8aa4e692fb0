import type { Reading } from "../model/reading.js";
import type { Input } from "../read/inputs.js";
import type { Piece } from "../read/pieces.js";
import { PIECE_BYTES, planPieces, readingBatches } from "../read/plan-pieces.js";
import type { ReadOptions } from "../read/settings.js";
import { type RunContext, untilInterrupted } from "./run.js";

/** Files to be read by as many threads. */
export interface FileSource {
  readonly inputs: readonly Input[];
  /** The kept records of an earlier run: what the inputs are compared with, itself not written again. */
  readonly against?: Input;
  readonly readOptions: ReadOptions;
  /** Threads, 1 or more; 1 works in this thread. */
  readonly workers: number;
  /** Whether a small input is worked on in this thread whatever `workers` says. Default false. */
  readonly sparesSmall?: boolean;
  /** Whether what streams in is worked on as it comes, not once it makes a piece. Default false. */
  readonly isLive?: boolean;
}

/** Where a run's articles come from: files, or readings, which are worked on in this thread. */
export type Source = FileSource | AsyncIterable<Reading>;

/** Input below which other threads are not worth their start: about a second of work for one. */
const SMALL_BYTES = 4 << 20;

/** How a source is worked on. */
export interface Plan {
  readonly pieces: AsyncIterable<Piece>;
  readonly workers: number;
  readonly readOptions: ReadOptions;
  /** Whether a piece is of an earlier run. Such pieces come first. */
  readonly isKnown: (piece: Piece) => boolean;
}

/** Cuts a source into pieces, and says how many threads they are worth. Pieces are to be asked for once. */
export async function planWork(source: Source, run: RunContext): Promise<Plan> {
  if (!("inputs" in source))
    return { pieces: readingBatches(source), workers: 1, readOptions: {}, isKnown: () => false };
  const { against, readOptions, workers, sparesSmall, isLive } = source;
  const pieces = planPieces(inputsOf(source), readOptions, PIECE_BYTES, isLive === true ? 1 : PIECE_BYTES);
  const isKnown = (piece: Piece): boolean => piece.kind === "range" && piece.range.input === against;
  const { stdin: _stdin, ...sendable } = readOptions;
  if (workers === 1 || sparesSmall !== true) return { pieces, workers, readOptions: sendable, isKnown };
  const ahead: Piece[] = [];
  let bytes = 0;
  while (bytes < SMALL_BYTES) {
    const next = await untilInterrupted(pieces.next(), run);
    if (next.done === true) return { pieces: chain(ahead), workers: 1, readOptions: sendable, isKnown };
    ahead.push(next.value);
    bytes += next.value.bytes;
  }
  return { pieces: chain(ahead, pieces), workers, readOptions: sendable, isKnown };
}

/** All that a run over files reads, in that order: the earlier run first. */
export function inputsOf({ inputs, against }: Pick<FileSource, "inputs" | "against">): readonly Input[] {
  return against === undefined ? inputs : [against, ...inputs];
}

async function* chain(...all: (Iterable<Piece> | AsyncIterable<Piece>)[]): AsyncGenerator<Piece> {
  for (const pieces of all) yield* pieces;
}
