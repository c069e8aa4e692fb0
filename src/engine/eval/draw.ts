import { createHash } from "node:crypto";
import type { CatalogEntry } from "../../model/catalog.js";
import { type Decision, STRATA, type StratumName } from "./strata.js";

/** A stratum's share of a sample. */
export interface DrawnStratum {
  readonly stratum: StratumName;
  /** Decisions of this kind in the run. */
  readonly population: number;
  readonly drawn: readonly Decision[];
}

/**
 * Draws `size` decisions, as many of each stratum as the others allow: strata take turns until all places are given or
 * all decisions drawn. Within a stratum those of the smallest hash of seed and ids are drawn, so that every subset is as
 * likely as any other (bottom-k sampling; E. Cohen, H. Kaplan, Summarizing data using bottom-k sketches, PODC 2007), and
 * equal seeds give equal samples whatever the order of input.
 */
export function drawDecisions(
  decisions: readonly Decision[],
  entries: readonly CatalogEntry[],
  size: number,
  seed: number,
): DrawnStratum[] {
  const groups = STRATA.map(({ name }) => ({ name, all: decisions.filter(({ stratum }) => stratum === name) }));
  const places = allot(
    groups.map(({ all }) => all.length),
    size,
  );
  return groups.map(({ name, all }, at) => {
    const ranked = all.map((decision) => ({ decision, rank: rankOf(decision, entries, seed) }));
    ranked.sort((x, y) => (x.rank < y.rank ? -1 : 1));
    const drawn = ranked.slice(0, places[at]).map(({ decision }) => decision);
    return { stratum: name, population: all.length, drawn };
  });
}

/** Gives `size` places to groups in turns of one, each at most its own size. */
function allot(sizes: readonly number[], size: number): number[] {
  const places = sizes.map(() => 0);
  const all = sizes.reduce((sum, each) => sum + each, 0);
  for (let left = Math.min(size, all); left > 0; ) {
    for (const [at, most] of sizes.entries()) {
      if (left === 0 || (places[at] as number) >= most) continue;
      places[at] = (places[at] as number) + 1;
      left--;
    }
  }
  return places;
}

function rankOf({ first, second }: Decision, entries: readonly CatalogEntry[], seed: number): string {
  const ids = [first, second].map((article) => (article === undefined ? null : entries[article]?.id));
  return createHash("sha256")
    .update(JSON.stringify([seed, ...ids]))
    .digest("hex");
}
