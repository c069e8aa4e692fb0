import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { InputError, UsageError } from "../errors.js";
import { type Regime, SPAN_CLASSES } from "../model/span.js";
import {
  type SourceTemplates,
  TEMPLATE_ACTIONS,
  TEMPLATES_SCHEMA,
  type TemplateLine,
  type TemplatePositions,
  type TemplateSet,
  type Templates,
  type TemplatesOrigin,
} from "../model/templates.js";

/** Hex digits of the hash that names templates. */
const NAME_DIGITS = 12;
/** Common shingles a row of the file. */
const SHINGLES_A_ROW = 8;

/** Templates without their name. */
export type NamelessTemplates = Omit<Templates, "name">;

/** Adds the name: the first digits of the SHA-256 of the file's text. */
export function nameTemplates(templates: NamelessTemplates): Templates {
  const name = createHash("sha256").update(templatesText(templates)).digest("hex").slice(0, NAME_DIGITS);
  return { name, ...templates };
}

/** The file's text: JSON, a row a line, so that people can read and edit it. */
export function templatesText({ learned, sources, global }: NamelessTemplates): string {
  const rows = [`"schema": ${JSON.stringify(TEMPLATES_SCHEMA)}`, `"learned": ${JSON.stringify(learned)}`];
  const sets = [...sources].map(([source, set]) => `${JSON.stringify(source)}: ${setText(set, "    ")}`);
  rows.push(`"sources": {${sets.map((set) => `\n    ${set}`).join(",")}${sets.length > 0 ? "\n  " : ""}}`);
  rows.push(`"global": ${setText(global, "  ")}`);
  return `{\n  ${rows.join(",\n  ")}\n}\n`;
}

function setText({ lines, shingles, ...figures }: TemplateSet, indent: string): string {
  const chunks = Array.from({ length: Math.ceil(shingles.length / SHINGLES_A_ROW) }, (_, row) =>
    shingles
      .slice(row * SHINGLES_A_ROW, (row + 1) * SHINGLES_A_ROW)
      .map((hex) => JSON.stringify(hex))
      .join(","),
  );
  const head = JSON.stringify(figures).slice(1, -1);
  const list = (name: string, rows: readonly string[]) =>
    `"${name}": [${rows.map((row) => `\n${indent}    ${row}`).join(",")}${rows.length > 0 ? `\n${indent}  ` : ""}]`;
  return `{\n${indent}  ${[
    head,
    list(
      "lines",
      lines.map((line) => JSON.stringify(line)),
    ),
    list("shingles", chunks),
  ].join(`,\n${indent}  `)}\n${indent}}`;
}

/**
 * Reads a templates file.
 * @throws {UsageError} where there is no such file; @throws {InputError} naming file, member, what was expected and found.
 */
export function readTemplates(path: string): Templates {
  return parseTemplates(path, textOf(path));
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new UsageError(`${path}: cannot read templates: ${(cause as Error).message}`, { cause });
  }
}

/** Narrows a templates file's text; `file` is how messages name it. Lines left out and actions changed by hand count. */
export function parseTemplates(file: string, text: string): Templates {
  const root = member(file, "the file", parseJson(file, text), isObject, "a JSON object");
  if (root.schema !== TEMPLATES_SCHEMA) {
    throw new InputError(file, `expected schema ${JSON.stringify(TEMPLATES_SCHEMA)}, found ${show(root.schema)}`);
  }
  const sources = member(file, "sources", root.sources, isObject, "an object");
  const named = Object.entries(sources).map(([source, set]): [string, SourceTemplates] => {
    const place = `sources[${JSON.stringify(source)}]`;
    return [source, { ...parseSet(file, place, set), regime: regimeOf(file, place, set) }];
  });
  return nameTemplates({
    learned: parseOrigin(file, root.learned),
    sources: new Map(named),
    global: parseSet(file, "global", root.global),
  });
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InputError(file, `expected templates as JSON: ${(cause as Error).message}`, { cause });
  }
}

function parseOrigin(file: string, value: unknown): TemplatesOrigin {
  const learned = member(file, "learned", value, isObject, "an object");
  return {
    articles: count(file, "learned.articles", learned.articles),
    clusters: count(file, "learned.clusters", learned.clusters),
    ruleset: member(file, "learned.ruleset", learned.ruleset, isString, "a string"),
    shingle: count(file, "learned.shingle", learned.shingle),
    analyzer: member(file, "learned.analyzer", learned.analyzer, isString, "a string"),
  };
}

function parseSet(file: string, place: string, value: unknown): TemplateSet {
  const set = member(file, place, value, isObject, "an object");
  const lines = member(file, `${place}.lines`, set.lines, Array.isArray, "an array");
  const rows = member(file, `${place}.shingles`, set.shingles, Array.isArray, "an array");
  return {
    articles: count(file, `${place}.articles`, set.articles),
    clusters: count(file, `${place}.clusters`, set.clusters),
    lines: lines.map((line, at) => parseLine(file, `${place}.lines[${at}]`, line)),
    shingles: rows.map((hex, at) => member(file, `${place}.shingles[${at}]`, hex, isHash, "16 hex digits")),
  };
}

function regimeOf(file: string, place: string, value: unknown): Regime {
  const { regime } = value as { regime?: unknown };
  return member(file, `${place}.regime`, regime, isRegime, "raw, extracted or clean");
}

/** A line added by hand needs a text and an action; its figures count as those of a line seen everywhere. */
function parseLine(file: string, place: string, value: unknown): TemplateLine {
  const line = member(file, place, value, isObject, "an object");
  const positions =
    line.positions === undefined ? {} : member(file, `${place}.positions`, line.positions, isObject, "an object");
  return {
    text: member(file, `${place}.text`, line.text, isLine, "one line of text"),
    clusters: line.clusters === undefined ? 0 : count(file, `${place}.clusters`, line.clusters),
    share: share(file, `${place}.share`, line.share, 1),
    positions: parsePositions(file, `${place}.positions`, positions),
    loneliness: share(file, `${place}.loneliness`, line.loneliness, 1),
    ...(line.class !== undefined && { class: member(file, `${place}.class`, line.class, isClass, "a class of spans") }),
    action: member(file, `${place}.action`, line.action, isAction, TEMPLATE_ACTIONS.join(", ")),
  };
}

function parsePositions(file: string, place: string, positions: Record<string, unknown>): TemplatePositions {
  const at = (name: keyof TemplatePositions, missing: number) =>
    share(file, `${place}.${name}`, positions[name], missing);
  return { first: at("first", 0), last: at("last", 1), median: at("median", 0.5), inside: at("inside", 0) };
}

function member<T>(
  file: string,
  place: string,
  value: unknown,
  is: (value: unknown) => value is T,
  expected: string,
): T {
  if (is(value)) return value;
  throw new InputError(file, `${place}: expected ${expected}, found ${show(value)}`);
}

function count(file: string, place: string, value: unknown): number {
  return member(file, place, value, isCount, "a whole number");
}

function share(file: string, place: string, value: unknown, missing: number): number {
  return value === undefined ? missing : member(file, place, value, isShare, "a number from 0 to 1");
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isString = (value: unknown): value is string => typeof value === "string";
const isLine = (value: unknown): value is string => isString(value) && !/[\n\r\u0085\u2028\u2029]/.test(value);
const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;
const isShare = (value: unknown): value is number => typeof value === "number" && value >= 0 && value <= 1;
const isHash = (value: unknown): value is string => typeof value === "string" && /^[0-9a-f]{16}$/.test(value);
const isClass = (value: unknown): value is (typeof SPAN_CLASSES)[number] => SPAN_CLASSES.some((name) => name === value);
const isAction = (value: unknown): value is (typeof TEMPLATE_ACTIONS)[number] =>
  TEMPLATE_ACTIONS.some((name) => name === value);
const isRegime = (value: unknown): value is Regime => value === "raw" || value === "extracted" || value === "clean";

/** What was found, in few characters. */
function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
