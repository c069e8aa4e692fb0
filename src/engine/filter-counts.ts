import type { Relation } from "../model/pair.js";

/** What became of the records of a stream. */
export interface FilterCounts {
  readonly read: number;
  readonly new: number;
  /** Of the new ones, those that contain an older text. */
  readonly superseding: number;
  readonly duplicates: Readonly<Partial<Record<Relation, number>>>;
  readonly rejected: number;
}

export const NO_COUNTS: FilterCounts = Object.freeze({
  read: 0,
  new: 0,
  superseding: 0,
  duplicates: Object.freeze({}),
  rejected: 0,
});

/** `1,204 records: 1,000 new (3 with an older text inside), 200 duplicates (120 exact, 80 near), 4 rejected`. */
export function countsLine(counts: FilterCounts): string {
  const { read, superseding, rejected } = counts;
  const older = superseding === 0 ? "" : ` (${grouped(superseding)} with an older text inside)`;
  const relations = Object.entries(counts.duplicates).map(([relation, count]) => `${grouped(count)} ${relation}`);
  const total = duplicatesOf(counts);
  const kinds = total === 0 ? "" : ` (${relations.join(", ")})`;
  const duplicates = `${grouped(total)} ${total === 1 ? "duplicate" : "duplicates"}${kinds}`;
  const records = `${grouped(read)} ${read === 1 ? "record" : "records"}`;
  return `${records}: ${grouped(counts.new)} new${older}, ${duplicates}, ${grouped(rejected)} rejected`;
}

/** Duplicates of all relations. */
export function duplicatesOf({ duplicates }: FilterCounts): number {
  return Object.values(duplicates).reduce((sum, count) => sum + count, 0);
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
