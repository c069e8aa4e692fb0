import { UsageError } from "../../errors.js";
import type { CatalogEntry } from "../../model/catalog.js";
import type { Passage } from "../../model/pair.js";
import type { FieldNames } from "../../read/fields.js";
import { type FinishedRun, readFinishedRun } from "../finished-run.js";
import { expectRecords } from "../run-records.js";
import { csvRow } from "./csv.js";
import { drawDecisions } from "./draw.js";
import { excerpt, type RunText, readTexts } from "./excerpts.js";
import { type Decision, decisionsOf, STRATA } from "./strata.js";

/** The columns of a sheet; `review.ts` reads stratum, population and verdict. */
export const SHEET_COLUMNS = [
  "stratum",
  "population",
  "decision",
  "relation",
  "jaccard",
  "a_in_b",
  "b_in_a",
  "a",
  "b",
  "text_a",
  "text_b",
  "shared_passage",
  "verdict",
] as const;

/** How a sheet is drawn. */
export interface SheetOptions {
  /** Number of decisions, at least 1. */
  readonly size: number;
  /** Equal seeds draw the same decisions of the same run. */
  readonly seed: number;
  /** Under which names the records hold their text. */
  readonly names: FieldNames;
}

/**
 * A sheet of decisions of a finished run for a person to judge, as CSV: one row a decision, its scores, the beginnings of
 * both texts, the longest passage they share, and an empty column `verdict` for yes (the decision is right), no or unsure.
 * `population` says how many decisions of the run are of the row's stratum.
 * @throws {UsageError} for a size below 1, and for a run without articles or without its records.
 * @throws {InputError} where a file of the run is missing or not as a run writes it.
 */
export function drawSheet(folder: string, { size, seed, names }: SheetOptions): string {
  if (!Number.isInteger(size) || size < 1)
    throw new UsageError(`option --sample: expected an integer from 1, found ${size}`);
  const run = readFinishedRun(folder);
  expectRecords(folder, run.summary, "option --sample");
  const strata = drawDecisions(decisionsOf(run), run.entries, size, seed);
  const drawn = strata.flatMap((each) => each.drawn);
  if (drawn.length === 0) throw new UsageError(`${folder}: expected a run with articles, found none`);
  const wanted = new Set(drawn.flatMap(({ first, second }) => (second === undefined ? [first] : [first, second])));
  const texts = readTexts(run, wanted, names);
  const passages = longestPassages(run, drawn);
  const rows = strata.flatMap(({ population, drawn: decisions }) =>
    decisions.map((decision) => csvRow(cellsOf(run.entries, decision, population, texts, passages))),
  );
  return csvRow(SHEET_COLUMNS) + rows.join("");
}

function cellsOf(
  entries: readonly CatalogEntry[],
  decision: Decision,
  population: number,
  texts: ReadonlyMap<number, RunText>,
  passages: ReadonlyMap<string, Passage>,
): (string | number)[] {
  const { stratum, first, second, relation, jaccard, containment } = decision;
  const idOf = (article?: number): string => (article === undefined ? "" : (entries[article] as CatalogEntry).id);
  const textOf = (article?: number): RunText => texts.get(article ?? -1) ?? { clean: "", original: "" };
  const shared = passages.get(`${first} ${second}`);
  return [
    stratum,
    population,
    meaningOf(decision),
    relation,
    rounded(jaccard),
    ...containment.map(rounded),
    idOf(first),
    idOf(second),
    excerpt(textOf(first).clean),
    excerpt(textOf(second).clean),
    shared === undefined ? "" : excerpt(textOf(first).original, shared.a),
    "",
  ];
}

function meaningOf({ stratum, second }: Decision): string {
  if (second === undefined) return "a was kept: no article is like it";
  const isMerged = STRATA.find(({ name }) => name === stratum)?.decision === "merged";
  return isMerged ? "a was removed as a copy of b" : "a and b are no copies of each other";
}

/** The longest passage of each drawn decision, by `first second`; `a` is the side of `first`. */
function longestPassages({ pairs }: FinishedRun, drawn: readonly Decision[]): Map<string, Passage> {
  const wanted = new Set(drawn.map(({ first, second }) => `${first} ${second}`));
  const longest = new Map<string, Passage>();
  for (const { first, second, pair } of pairs) {
    const [best] = [...pair.passages].sort((x, y) => y.tokens - x.tokens);
    if (best === undefined) continue;
    if (wanted.has(`${first} ${second}`)) longest.set(`${first} ${second}`, best);
    if (wanted.has(`${second} ${first}`)) longest.set(`${second} ${first}`, { ...best, a: best.b, b: best.a });
  }
  return longest;
}

const rounded = (value: number): number => Number(value.toFixed(4));
