import type { Verifier } from "../match/verify.js";
import { createPipeline } from "../pipeline.js";
import { type PieceReadings, readPiece } from "../read/pieces.js";
import { type DiskShelf, openShelf } from "./disk-shelf.js";
import type { Hand, HandSetting } from "./hand.js";
import { JoinWork } from "./join-work.js";
import { learningExtras, learningOptions } from "./learning.js";
import { createPieceWork } from "./piece-work.js";

/**
 * A hand in this thread.
 * @param rest called often while the hand works; may give the thread away for a moment, or throw to end the work.
 */
export async function createLocalHand(setting: HandSetting, rest: () => Promise<void> | undefined): Promise<Hand> {
  const { run, kind } = setting;
  const pipeline =
    kind === "learn"
      ? await createPipeline(learningOptions(run.options), learningExtras(run))
      : await createPipeline(run.options, run);
  const work = await createPieceWork(pipeline, run, setting);
  const lists = new JoinWork(setting.folder, setting.worker);
  let piece: PieceReadings | undefined;
  let shelf: DiskShelf | undefined;
  let verifier: Verifier | undefined;
  return {
    async gist(next) {
      await rest();
      piece = await readPiece(next, setting.readOptions, pipeline.texts);
      return work.gist(piece);
    },
    async prepare(names) {
      const readings = piece as PieceReadings;
      piece = undefined;
      return work.prepare(readings, names, rest);
    },
    seal: async () => work.seal(),
    async openShelf(index) {
      shelf = openShelf(index);
      verifier = pipeline.verifier(shelf, setting.cacheBytes);
    },
    async listKeys(job) {
      await rest();
      lists.add(job);
    },
    listedKeys: async (channel) => lists.finish(channel),
    async verify(batch) {
      await rest();
      return (verifier as Verifier)(batch);
    },
  };
}
