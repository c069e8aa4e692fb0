import { readFileSync } from "node:fs";
import { InputError, UsageError } from "../../errors.js";
import { type Estimate, stratifiedWilson, wilson } from "../../report/interval.js";
import { type CsvRow, readCsv } from "./csv.js";
import { STRATA, type StratumName } from "./strata.js";

/** What the verdicts of one stratum say. */
export interface ReviewedStratum {
  readonly stratum: StratumName;
  readonly decision: "merged" | "apart";
  /** Decisions of this kind in the run. */
  readonly population: number;
  readonly yes: number;
  readonly no: number;
  readonly unsure: number;
  /** Rows without a verdict. */
  readonly open: number;
  /** Share of right decisions among those judged yes or no; null where there are none. */
  readonly precision: Estimate | null;
}

/** The strata of one decision together, each weighted by its population. */
export interface ReviewedDecision {
  /** Null where no stratum has a verdict. */
  readonly precision: Estimate | null;
  /** Decisions in the strata that have verdicts, for which the estimate stands, and in all. */
  readonly covered: number;
  readonly population: number;
}

/** What a filled sheet says of its run. */
export interface Review {
  readonly strata: readonly ReviewedStratum[];
  /** Of the articles that were removed, the share that was removed rightly. */
  readonly merged: ReviewedDecision;
  /** Of the pairs and singles that could have been taken for copies, the share that was kept apart rightly. */
  readonly apart: ReviewedDecision;
}

const VERDICTS: ReadonlyMap<string, "yes" | "no" | "unsure" | "open"> = new Map([
  ["yes", "yes"],
  ["y", "yes"],
  ["no", "no"],
  ["n", "no"],
  ["unsure", "unsure"],
  ["?", "unsure"],
  ["", "open"],
]);

/**
 * Reads a filled sheet: precision with its 95 % interval, a stratum at a time (`wilson`) and weighted to the whole run
 * (`stratifiedWilson`). Rows that are unsure or open do not count.
 * @throws {InputError} naming file and line, what was expected and what was found.
 * @throws {UsageError} where no row says yes or no.
 */
export function reviewSheet(path: string): Review {
  const [head, ...rows] = readCsv(readText(path), path);
  const columns = columnsOf(head, path);
  const counts = new Map<StratumName, Counting>();
  for (const row of rows) count(counts, row, columns, path);
  const strata = STRATA.flatMap(({ name, decision }) => {
    const counting = counts.get(name);
    return counting === undefined ? [] : { stratum: name, decision, ...counting, precision: precisionOf(counting) };
  });
  if (strata.every(({ precision }) => precision === null)) {
    throw new UsageError(`${path}: expected yes or no in the column "verdict", found ${rows.length} rows without`);
  }
  return { strata, merged: decisionOf(strata, "merged"), apart: decisionOf(strata, "apart") };
}

interface Counting {
  readonly population: number;
  yes: number;
  no: number;
  unsure: number;
  open: number;
}

interface Columns {
  readonly stratum: number;
  readonly population: number;
  readonly verdict: number;
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new InputError(path, "expected a sheet of eval --sample, found no readable file", { cause });
  }
}

function columnsOf(head: CsvRow | undefined, path: string): Columns {
  const names = head?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const place = (name: string): number => {
    const at = names.indexOf(name);
    if (at >= 0) return at;
    throw new InputError(
      `${path}:1`,
      `expected a column "${name}", found ${names.slice(0, 16).join(", ") || "nothing"}`,
    );
  };
  return { stratum: place("stratum"), population: place("population"), verdict: place("verdict") };
}

function count(counts: Map<StratumName, Counting>, { line, cells }: CsvRow, columns: Columns, path: string): void {
  const cell = (name: keyof Columns): string => (cells[columns[name]] ?? "").trim();
  const fail = (name: keyof Columns, expected: string): never => {
    throw new InputError(
      `${path}:${line}`,
      `expected ${expected} in the column "${name}", found ${JSON.stringify(cell(name))}`,
    );
  };
  const name = STRATA.find((each) => each.name === cell("stratum"))?.name ?? fail("stratum", "a stratum of the sheet");
  const population = Number(cell("population"));
  if (!Number.isInteger(population) || population < 1) fail("population", "a whole number from 1");
  const verdict = VERDICTS.get(cell("verdict").toLowerCase()) ?? fail("verdict", "yes, no, unsure or nothing");
  const counting = counts.get(name) ?? { population, yes: 0, no: 0, unsure: 0, open: 0 };
  if (counting.population !== population) fail("population", `${counting.population} as in the rows above`);
  counting[verdict]++;
  counts.set(name, counting);
}

const precisionOf = ({ yes, no }: Counting): Estimate | null => (yes + no === 0 ? null : wilson(yes, yes + no));

function decisionOf(strata: readonly ReviewedStratum[], decision: "merged" | "apart"): ReviewedDecision {
  const all = strata.filter((stratum) => stratum.decision === decision);
  const judged = all.filter(({ yes, no }) => yes + no > 0);
  const size = (list: readonly ReviewedStratum[]): number => list.reduce((sum, { population }) => sum + population, 0);
  const parts = judged.map(({ yes, no, population }) => ({ successes: yes, trials: yes + no, population }));
  const precision = parts.length === 0 ? null : stratifiedWilson(parts);
  return { precision, covered: size(judged), population: size(all) };
}
