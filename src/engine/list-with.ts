import type { KeyLists } from "../match/candidates.js";
import type { ListSetting } from "../match/list-builder.js";
import { openPostings, type Postings } from "../match/postings.js";
import type { Hand } from "./hand.js";
import type { Channel, ListJob } from "./join-work.js";
import { openRankFiles } from "./rank-spool.js";
import { PARTS, type RowFile } from "./row-spool.js";
import { checkInterrupted, type RunContext, untilInterrupted } from "./run.js";

/** Parts of a channel a job: enough jobs for some dozen hands, few enough that messages cost nothing. */
const JOB_PARTS = 4;

/** Where the keys of a run wait: a file of each worker by channel. */
export type KeyFiles = Readonly<Record<Channel, readonly RowFile[]>>;

/**
 * Lists keys with all hands of a crew: ranges of the key space go to whichever is free. The lists do not depend on who had
 * which.
 * @param onFile told of each file that holds lists.
 */
export async function listWith(
  hands: readonly Hand[],
  keys: KeyFiles,
  setting: ListSetting,
  onFile: (path: string) => void,
  run: RunContext,
): Promise<KeyLists> {
  const jobs = [...jobsOf("samples", keys, setting), ...jobsOf("bands", keys, setting)];
  const work = async (hand: Hand): Promise<void> => {
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
      checkInterrupted(run);
      await hand.listKeys(job);
    }
  };
  await untilInterrupted(Promise.all(hands.map(work)), run);
  const postingsOf = (channel: Channel): Promise<Postings> => openLists(hands, channel, setting, onFile);
  return { samples: await postingsOf("samples"), bands: await postingsOf("bands") };
}

function* jobsOf(channel: Channel, keys: KeyFiles, setting: ListSetting): Generator<ListJob> {
  for (let from = 0; from < PARTS; from += JOB_PARTS) {
    const files = keys[channel].map((file) => ({ ...file, blocks: file.blocks.slice(from, from + JOB_PARTS) }));
    yield { channel, files, ...setting };
  }
}

async function openLists(
  hands: readonly Hand[],
  channel: Channel,
  { ranks }: ListSetting,
  onFile: (path: string) => void,
): Promise<Postings> {
  const listed = (await Promise.all(hands.map((hand) => hand.listedKeys(channel)))).filter((one) => one !== undefined);
  for (const { rows } of listed) onFile(rows.path);
  const rows = openRankFiles(
    listed.map((one) => one.rows),
    ranks,
  );
  return openPostings(
    listed.map(({ lists }) => lists),
    rows,
  );
}
