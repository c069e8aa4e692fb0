import { InputError } from "../errors.js";
import type { Summary } from "../model/summary.js";
import { shown } from "./shown-value.js";

/**
 * What a value read from a file must be: a string, a count, a share from 0 to 1, a list of one shape, or an object, which may
 * lack a member whose name ends in `?`.
 */
type Shape = "string" | "count" | "share" | readonly [Shape] | { readonly [name: string]: Shape };

/** The members of every summary but `schema` and `options`. */
const SUMMARY: { readonly [Name in Exclude<keyof Summary, Unchecked>]: Shape } = {
  version: "string",
  ruleset: "string",
  records: { read: "count", articles: "count", rejected: "count", empty: "count" },
  articles: { kept: "count", duplicates: "count", clusters: "count" },
  text: { units: "count", cut: "count", articlesCut: "count" },
  pairs: { exact: "count", near: "count", contains: "count", contained: "count", form: "count", partial: "count" },
  classes: [
    {
      class: "string",
      action: "string",
      spans: "count",
      units: "count",
      articles: "count",
      example: { id: "string", text: "string", rule: "string" },
    },
  ],
  sources: [{ source: "string", articles: "count", kept: "count" }],
  histogram: ["count"],
  preview: [{ threshold: "share", containment: "share", kept: "count", duplicates: "count", clusters: "count" }],
  search: {
    candidates: "count",
    overfullBands: "count",
    overfullSamples: "count",
    largestBucket: "count",
    crowded: "count",
  },
  warnings: ["string"],
};

/** Members that not every summary has. */
const SOMETIMES: { readonly [Name in Sometimes]: Shape } = {
  templates: "string",
  known: "count",
  leftOut: ["string"],
  repeats: { paragraphs: "count", "furniture?": "count" },
};

type Sometimes = "known" | "templates" | "leftOut" | "repeats";

/** Checked elsewhere, or not in every summary. */
type Unchecked = "schema" | "options" | Sometimes;

/**
 * Checks that a value is a run's summary, member by member; `options` are the caller's to check.
 * @throws {InputError} naming the file, the member, what was expected and what was found.
 */
export function expectSummary(value: Readonly<Record<string, unknown>>, file: string): Summary {
  if (value.schema !== 1) throw fault(file, "schema", "1", value.schema);
  for (const [name, shape] of Object.entries(SUMMARY)) expectShape(value[name], shape, file, name);
  for (const [name, shape] of Object.entries(SOMETIMES))
    if (value[name] !== undefined) expectShape(value[name], shape, file, name);
  if (value.repeats === undefined && value.leftOut === undefined) throw fault(file, "repeats", "an object", undefined);
  return value as unknown as Summary;
}

function expectShape(value: unknown, shape: Shape, file: string, name: string): void {
  if (shape === "string") {
    if (typeof value !== "string") throw fault(file, name, "a string", value);
  } else if (shape === "count") {
    if (!isBetween(value, 0, Number.MAX_SAFE_INTEGER) || !Number.isInteger(value))
      throw fault(file, name, "a whole number from 0", value);
  } else if (shape === "share") {
    if (!isBetween(value, 0, 1)) throw fault(file, name, "a number from 0 to 1", value);
  } else if (isList(shape)) {
    if (!Array.isArray(value)) throw fault(file, name, "a list", value);
    for (const [n, item] of value.entries()) expectShape(item, shape[0], file, `${name}[${n}]`);
  } else {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw fault(file, name, "an object", value);
    const members = value as Readonly<Record<string, unknown>>;
    for (const [written, own] of Object.entries(shape)) {
      const member = written.replace(/\?$/, "");
      if (member !== written && members[member] === undefined) continue;
      expectShape(members[member], own, file, `${name}.${member}`);
    }
  }
}

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);

const isBetween = (value: unknown, least: number, most: number): boolean =>
  typeof value === "number" && value >= least && value <= most;

function fault(file: string, name: string, expected: string, found: unknown): InputError {
  // JSON has no word for a number too large, which JSON.parse reads as Infinity.
  const text = typeof found === "number" ? String(found) : shown(found);
  return new InputError(file, `expected the summary of a finished run with ${expected} in "${name}", found ${text}`);
}
