import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { reviewSheet } from "../../../src/engine/eval/review.js";
import { InputError, UsageError } from "../../../src/errors.js";
import { wilson } from "../../../src/report/interval.js";
import { scratchFolder } from "../runs.js";

const folder = scratchFolder();

function review(...rows: readonly string[]) {
  const path = join(folder, "sheet.csv");
  writeFileSync(path, ["stratum,population,decision,verdict", ...rows].map((row) => `${row}\n`).join(""));
  return reviewSheet(path);
}

const times = (count: number, row: string): string[] => Array.from({ length: count }, () => row);

describe("reviewSheet", () => {
  it("counts verdicts a stratum at a time, with Wilson's interval of those that say yes or no", () => {
    const { strata } = review(...times(7, "near,90,,yes"), ...times(2, "near,90,,No"), "near,90,,unsure", "near,90,,");
    expect(strata).toEqual([
      {
        stratum: "near",
        decision: "merged",
        population: 90,
        ...{ yes: 7, no: 2, unsure: 1, open: 1 },
        precision: wilson(7, 9),
      },
    ]);
  });

  it("weights what was merged to the whole run, apart from what was kept apart", () => {
    const { merged, apart } = review(
      ...times(10, "exact,900,,y"),
      ...times(5, '"near, close to the threshold",100,,n'),
      ...times(5, '"near, close to the threshold",100,,y'),
      ...times(4, "single,5000,,no"),
    );
    expect(merged).toMatchObject({ covered: 1000, population: 1000 });
    expect(merged.precision?.share).toBeCloseTo(0.95, 12);
    expect(apart.precision?.share).toBe(0);
  });

  it("says which part of the run a review covers", () => {
    const { merged, apart } = review("exact,900,,yes", "contained,50,,");
    expect(merged).toMatchObject({ covered: 900, population: 950 });
    expect(apart).toEqual({ precision: null, covered: 0, population: 0 });
  });

  it.each([
    [["near,90,,maybe"], /sheet\.csv:2: expected yes, no, unsure or nothing in the column "verdict", found "maybe"/],
    [["far,90,,yes"], /:2: expected a stratum of the sheet in the column "stratum", found "far"/],
    [["near,many,,yes"], /:2: expected a whole number from 1 in the column "population", found "many"/],
    [["near,0,,yes"], /:2: expected a whole number from 1/],
    [["near,90,,yes", "near,91,,yes"], /:3: expected 90 as in the rows above in the column "population", found "91"/],
    [['near,90,"open'], /:2: expected a closing quote/],
  ])("refuses %j", (rows, message) => {
    expect(() => review(...rows)).toThrow(InputError);
    expect(() => review(...rows)).toThrow(message);
  });

  it("refuses a sheet without verdicts, without its columns, and one that is not there", () => {
    expect(() => review("near,90,,", "near,90,,unsure")).toThrow(UsageError);
    expect(() => review()).toThrow(/expected yes or no in the column "verdict"/);
    const path = join(folder, "other.csv");
    writeFileSync(path, "id,verdict\n1,yes\n");
    expect(() => reviewSheet(path)).toThrow(/other\.csv:1: expected a column "stratum", found id, verdict/);
    writeFileSync(path, "");
    expect(() => reviewSheet(path)).toThrow(/other\.csv:1: expected a column "stratum", found nothing/);
    expect(() => reviewSheet(join(folder, "none.csv"))).toThrow(/none\.csv: expected a sheet of eval --sample/);
  });
});
