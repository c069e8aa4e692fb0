import { type Command, InvalidArgumentError, Option } from "commander";
import type { CleanExtras } from "../clean/extras.js";
import { NO_RULES } from "../clean/none.js";
import type { RunContext } from "../engine/run.js";
import { UsageError } from "../errors.js";
import { SPAN_CLASSES, type SpanClass } from "../model/span.js";
import type { Templates } from "../model/templates.js";
import {
  CLASS_ACTIONS,
  type ClassAction,
  DEFAULTS,
  expectCleaning,
  type Options,
  PROFILES,
  resolveOptions,
  SCHEMES,
} from "../options.js";
import type { FieldOptions } from "../read/fields.js";
import { readLexicon } from "../read/lexicon-file.js";
import type { ReadOptions } from "../read/settings.js";
import { readTemplates } from "../read/templates.js";
import { byteCount } from "./quantities.js";
import { readVersion } from "./version.js";

/** What commander hands over for the options of this file; absent where not given. */
export interface SharedFlags {
  readonly textField?: string;
  readonly idField?: string;
  readonly titleField?: string;
  readonly urlField?: string;
  readonly dateField?: string;
  readonly sourceField?: string;
  readonly languageField?: string;
  readonly html?: boolean;
  readonly profile?: Options["profile"];
  readonly class?: readonly string[];
  readonly lang?: string;
  readonly shingle?: number;
  readonly scheme?: Options["scheme"];
  readonly seed?: number;
  readonly hashes?: number;
  readonly analyzer?: string;
  readonly threshold?: number;
  readonly containment?: number;
  readonly floor?: number;
  readonly keep?: string;
  readonly passages?: boolean;
  readonly templates?: string;
  readonly lexicon?: string;
  readonly strict?: boolean;
  readonly quiet?: boolean;
}

/** Options of every command that reads records. */
export function addReadOptions(command: Command): Command {
  return command
    .option("--text-field <name>", "member that holds the text (default: text, body, content, …)")
    .option("--id-field <name>", "member that holds the id")
    .option("--title-field <name>", "member that holds the title")
    .option("--url-field <name>", "member that holds the address")
    .option("--date-field <name>", "member that holds the date")
    .option("--source-field <name>", "member that holds the source")
    .option("--language-field <name>", "member that holds the language")
    .option("--html", "the text of every record is HTML: read its visible text and its metadata");
}

/** Options of cleaning. */
export function addCleanOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        "--profile <name>",
        `how readily text is cut; none looks for nothing, report marks only (default: ${DEFAULTS.profile})`,
      ).choices(PROFILES),
    )
    .option("--class <class=action>", "keep, flag or remove a class whatever the evidence; repeatable", append)
    .option("--lexicon <file>", "your own rules: added, replaced, silenced, per source where wanted (docs/lexicon.md)")
    .option("--templates <file>", "recurring lines and common shingles, as `templates learn` wrote them")
    .option("--lang <code>", "language of all articles (default: the record's, else found from the text)");
}

/** Options of fingerprint and match. */
export function addMatchOptions(command: Command): Command {
  return command
    .option(
      "--threshold <share>",
      `Jaccard from which articles are near copies (default: ${DEFAULTS.threshold})`,
      number,
    )
    .option(
      "--containment <share>",
      `containment from which one holds the other (default: ${DEFAULTS.containment})`,
      number,
    )
    .option(
      "--floor <share>",
      "lowest Jaccard that always gets a row in pairs.jsonl (default: threshold − .15)",
      number,
    )
    .option("--shingle <tokens>", `tokens a shingle (default: ${DEFAULTS.shingle})`, number)
    .addOption(new Option("--scheme <name>", `signature scheme (default: ${DEFAULTS.scheme})`).choices(SCHEMES))
    .option("--hashes <count>", `values a signature (default: ${DEFAULTS.hashes})`, number)
    .option("--seed <integer>", `seed of the signature (default: ${DEFAULTS.seed})`, number)
    .option("--analyzer <name>", `unicode, or stemmed:<language> (default: ${DEFAULTS.analyzer})`)
    .option("--no-passages", "do not locate shared passages");
}

/** The option of every command that holds a whole feed. */
export function addMemoryOption(command: Command): Command {
  return command.option(
    "--memory <size>",
    "what the whole process may take, such as 512m or 2g (default: half of the machine)",
    byteCount,
  );
}

/** The library's options, from flags that were given. */
export function optionsOf(flags: SharedFlags): Partial<Options> {
  const given = {
    profile: flags.profile,
    classes: flags.class === undefined ? undefined : classesOf(flags.class),
    language: flags.lang,
    shingle: flags.shingle,
    scheme: flags.scheme,
    seed: flags.seed,
    hashes: flags.hashes,
    analyzer: flags.analyzer,
    threshold: flags.threshold,
    containment: flags.containment,
    floor: flags.floor,
    keep: flags.keep,
    passages: flags.passages,
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<Options>;
}

/**
 * What the flags bring to cleaning: the files they name, read.
 * @throws {UsageError} where nothing is cleaned.
 */
export function extrasOf(flags: SharedFlags): CleanExtras {
  const { lexicon, templates } = flags;
  if (lexicon !== undefined) expectCleaning(flags, "--lexicon");
  if (templates !== undefined) expectCleaning(flags, "--templates");
  return { ...(lexicon !== undefined && { lexicon: readLexicon(lexicon) }), ...templatesOf(flags) };
}

/** What the flags say of a run: options, rules and templates, each read and checked once. */
export async function runOptionsOf(
  flags: SharedFlags,
): Promise<CleanExtras & Pick<RunContext, "options" | "version" | "ruleset" | "strict">> {
  const options = resolveOptions(optionsOf(flags));
  const extras = extrasOf(flags);
  const ruleset = options.profile === "none" ? NO_RULES : await nameRules(extras);
  return { options, version: readVersion(), ruleset, ...extras, strict: flags.strict === true };
}

/** Reads all rules, which only who cleans needs. */
async function nameRules({ lexicon }: CleanExtras): Promise<string> {
  const { rulesetName } = await import("../clean/ruleset.js");
  return rulesetName(lexicon);
}

/** What the flags add to a run's context where they name a templates file. */
export function templatesOf({ templates }: SharedFlags): { readonly templates?: Templates } {
  return templates === undefined ? {} : { templates: readTemplates(templates) };
}

/** Which members of a record hold what, from flags that were given. */
export function readOptionsOf(flags: SharedFlags): ReadOptions {
  return { ...fieldOptionsOf(flags), html: flags.html === true, stdin: process.stdin };
}

/** The field names that were given. */
export function fieldOptionsOf(flags: SharedFlags): FieldOptions {
  const { textField, idField, titleField, urlField, dateField, sourceField, languageField } = flags;
  const given = { textField, idField, titleField, urlField, dateField, sourceField, languageField };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as FieldOptions;
}

function classesOf(pairs: readonly string[]): Partial<Record<SpanClass, ClassAction>> {
  return Object.fromEntries(pairs.map(classPair));
}

function classPair(pair: string): [SpanClass, ClassAction] {
  const [name, action] = pair.split("=");
  const spanClass = SPAN_CLASSES.find((known) => known === name);
  const classAction = CLASS_ACTIONS.find((known) => known === action);
  if (spanClass === undefined || classAction === undefined) {
    throw new UsageError(
      `option --class: expected <class>=<${CLASS_ACTIONS.join("|")}> with a class of ${SPAN_CLASSES.join(", ")}, found ${JSON.stringify(pair)}`,
    );
  }
  return [spanClass, classAction];
}

function append(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** @throws {InvalidArgumentError} where the value is no number; ranges are checked by resolveOptions. */
export function number(value: string): number {
  const parsed = Number(value);
  if (value.trim() === "" || !Number.isFinite(parsed))
    throw new InvalidArgumentError(`expected a number, found ${JSON.stringify(value)}`);
  return parsed;
}
