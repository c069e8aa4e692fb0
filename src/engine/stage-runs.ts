import { createPipeline } from "../pipeline.js";
import type { Input } from "../read/inputs.js";
import { readPiece } from "../read/pieces.js";
import { planPieces } from "../read/plan-pieces.js";
import type { ReadOptions } from "../read/settings.js";
import { checkInterrupted, type RunContext } from "./run.js";

/** What one stage did with its input; whoever calls measures the time. */
export interface StageCount {
  readonly articles: number;
  /** Bytes of input, unpacked. */
  readonly bytes: number;
  /** Tokens that feed the shingles; 0 where the stage makes none. */
  readonly tokens: number;
}

/** A part of the first pass, over the beginning of the inputs, in this thread. */
export interface StageRun {
  readonly name: string;
  readonly run: () => Promise<StageCount>;
}

/**
 * The first pass taken apart. Each stage includes those before it: what it costs itself is the difference.
 * What they share is made before: it is no part of either.
 * @param mostBytes pieces are read until they have so many bytes.
 */
export async function firstPassStages(
  inputs: readonly Input[],
  readOptions: ReadOptions,
  mostBytes: number,
  run: RunContext,
): Promise<StageRun[]> {
  const pipeline = await createPipeline(run.options, run);
  const over = (work: (text: Awaited<ReturnType<typeof readPiece>>["readings"]) => number) => async () => {
    const count = { articles: 0, bytes: 0, tokens: 0 };
    for await (const piece of planPieces(inputs, readOptions)) {
      checkInterrupted(run);
      const { readings } = await readPiece(piece, readOptions, pipeline.texts);
      count.tokens += work(readings);
      count.articles += readings.filter(({ kind }) => kind === "article").length;
      count.bytes += piece.bytes;
      if (count.bytes >= mostBytes) break;
    }
    return count;
  };
  return [
    { name: "read", run: over(() => 0) },
    {
      name: "clean and fingerprint",
      run: over((readings) => {
        let tokens = 0;
        for (const reading of readings) {
          if (reading.kind === "article") tokens += pipeline.prepare(reading.article).print.tokens;
        }
        return tokens;
      }),
    },
  ];
}
