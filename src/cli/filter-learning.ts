import type { Checkpoint } from "../engine/filter-checkpoint.js";
import { LEARN_EVERY, StreamLearner } from "../engine/filter-learner.js";
import type { IndexOptions } from "../engine/index-contract.js";
import { MEMORY_INDEX } from "../engine/index-open.js";
import { createLearnHand } from "../engine/learn-hand.js";
import type { LearnMark } from "../engine/learn-log.js";
import { readLearned } from "../engine/learn-replay.js";
import { WINDOW_BOUNDS } from "../engine/learn-window.js";
import type { RunContext } from "../engine/run.js";
import { UsageError } from "../errors.js";
import { expectCleaning } from "../options.js";

/** What commander hands over for learning from a stream. */
export interface LearningFlags {
  readonly index: string;
  readonly learn?: string;
  readonly learnEvery?: number;
  readonly templates?: string;
}

/** Records between two versions at most: of each that counts no more the log keeps some 200 bytes until the next. */
const LEARN_EVERY_MAX = 1_000_000;

/** Where an index keeps what is learned from its stream. */
export const learnFolderOf = (index: string): string => `${index.replace(/\/+$/, "")}.learned`;

/**
 * How far the log goes for a run that goes on from a killed one. Behind a run that came to its end others may have learned:
 * there all of the log counts.
 */
export const markOf = ({ ended, learn }: Pick<Checkpoint, "ended" | "learn">): LearnMark | undefined =>
  ended === true ? undefined : learn;

/**
 * What learns templates, where `--learn` asks for it; it goes on where an earlier run came to.
 * @param mark of the killed run that a run goes on from.
 * @throws {UsageError} where templates are given as well, nothing is cleaned, the index lives in memory, or the records
 * between two versions are no whole number.
 * @throws {InputError} where what was learned cannot be read.
 */
export function learnerOf(
  { index, learn, learnEvery = LEARN_EVERY, templates }: LearningFlags,
  { options, lexicon }: Pick<RunContext, "options" | "lexicon">,
  mark: LearnMark | undefined,
): StreamLearner | undefined {
  if (learn === undefined) return undefined;
  expectCleaning(options, "--learn");
  if (templates !== undefined) throw new UsageError("option --templates: expected none where --learn makes them");
  if (index === MEMORY_INDEX) {
    throw new UsageError(
      `option --learn: expected an index in a folder, which what is learned lies beside, found ${index}`,
    );
  }
  if (!(Number.isInteger(learnEvery) && learnEvery >= 1 && learnEvery <= LEARN_EVERY_MAX)) {
    throw new UsageError(`option --learn-every: expected an integer from 1 to ${LEARN_EVERY_MAX}, found ${learnEvery}`);
  }
  const folder = learnFolderOf(index);
  const hand = createLearnHand({ options, extras: lexicon === undefined ? {} : { lexicon } });
  const learned = readLearned(folder, learnEvery, WINDOW_BOUNDS, mark);
  return new StreamLearner(learned, { file: learn, folder, every: learnEvery, hand });
}

/**
 * What an index is opened with beside a learner: the templates in use, and that they change. Where nothing was learned yet
 * the index must have been made without, unless a run goes on: the killed one may have come to its first templates.
 */
export function usedBy(
  learner: StreamLearner | undefined,
  mark: LearnMark | undefined,
): Pick<IndexOptions, "templates" | "learns"> {
  if (learner === undefined) return {};
  const { templates } = learner;
  if (templates === undefined) return mark === undefined ? {} : { learns: true };
  return { templates, learns: true };
}
