import type { Random } from "./random.js";
import { cutBody, editBody, joinBodies } from "./rewrite.js";
import { type Body, writeTokens } from "./story.js";
import type { Vocabulary } from "./vocabulary.js";

/**
 * How a copy is made from its original: `verbatim` the whole page under another outlet · `exact` the same body in the
 * other outlet's furniture · `edited` up to 40 % of the tokens changed · `cut` the first 20 to 90 % · `local` new
 * paragraphs above or below · `chain` a tenth of the tokens changed, of a copy already changed by a tenth as well.
 */
export const PLANTINGS = ["verbatim", "exact", "edited", "cut", "local", "chain"] as const;
export type Planting = (typeof PLANTINGS)[number];

/** A copy's body and what was done to it. */
export interface Planted {
  readonly body: Body;
  /** Share of the tokens changed, 0 to 1. */
  readonly edit: number;
  /** Share of the tokens kept, 0 to 1. */
  readonly cut: number;
}

/** Tokens a stretch of a chain's edits: long enough that a tenth changed leaves the neighbours `near`. */
const CHAIN_RUN = 12;
const CHAIN_EDIT = 0.1;

/** Out of a hundred copies, how many are made which way. */
const WEIGHTS: Readonly<Record<Planting, number>> = {
  verbatim: 8,
  exact: 17,
  edited: 30,
  cut: 20,
  local: 15,
  chain: 10,
};

/** A way of copying, drawn by weight. */
export function drawPlanting(random: Random): Planting {
  let left = random.below(100);
  for (const planting of PLANTINGS) {
    left -= WEIGHTS[planting];
    if (left < 0) return planting;
  }
  return "exact";
}

/** The body of a copy. */
export function plant(planting: Planting, body: Body, vocabulary: Vocabulary, random: Random): Planted {
  switch (planting) {
    case "verbatim":
    case "exact":
      return { body, edit: 0, cut: 1 };
    case "edited": {
      const edit = random.between(1, 40) / 100;
      return { body: editBody(body, { share: edit, run: random.between(1, 24) }, vocabulary, random), edit, cut: 1 };
    }
    case "cut": {
      const shortened = cutBody(body, random.between(20, 90) / 100);
      return { body: shortened, edit: 0, cut: shortened.length / body.length };
    }
    case "local":
      return { body: addLocal(body, vocabulary, random), edit: 0, cut: 1 };
    case "chain": {
      const edit = { share: CHAIN_EDIT, run: CHAIN_RUN };
      return { body: editBody(body, edit, vocabulary, random), edit: CHAIN_EDIT, cut: 1 };
    }
    default:
      return planting satisfies never;
  }
}

function addLocal(body: Body, vocabulary: Vocabulary, random: Random): Body {
  const local = writeTokens(vocabulary, random, random.between(20, 200));
  return random.chance(0.5) ? joinBodies(local, body) : joinBodies(body, local);
}
