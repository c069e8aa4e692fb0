import { UsageError } from "./errors.js";
import { SPAN_CLASSES, type SpanClass } from "./model/span.js";

/** How much evidence cutting needs: from nothing looked for, and nothing cut, to everything suspicious cut. */
export const PROFILES = ["none", "report", "conservative", "standard", "aggressive"] as const;
export type Profile = (typeof PROFILES)[number];

/** What to do with a class whatever the evidence says; `keep` also leaves it unflagged. */
export const CLASS_ACTIONS = ["keep", "flag", "remove"] as const;
export type ClassAction = (typeof CLASS_ACTIONS)[number];

/** Signature schemes: ours, and the npm package `minhash` 0.0.9 bit for bit. */
export const SCHEMES = ["dg1", "minhash-js"] as const;
export type Scheme = (typeof SCHEMES)[number];

/** Settings of every stage. All are optional; `DEFAULTS` holds the rest. */
export interface Options {
  /**
   * Cleaning profile. `none` takes every text as it comes and looks for nothing; `report` marks what it finds and cuts
   * nothing; `aggressive` also acts on weak evidence.
   */
  readonly profile: Profile;
  /** Per-class overrides of the profile's decision. */
  readonly classes: Readonly<Partial<Record<SpanClass, ClassAction>>>;
  /** BCP 47 language of all articles, or `auto`. */
  readonly language: string;
  /** Tokens a shingle, 1 to 32. Raising it makes matching stricter. */
  readonly shingle: number;
  /** Signature scheme; signatures of different schemes never compare. */
  readonly scheme: Scheme;
  /** Seed of the signature's permutations, 0 to 2^32 − 1. */
  readonly seed: number;
  /** Values a signature, 16 to 1024. Raising it costs time and sharpens estimates. */
  readonly hashes: number;
  /** `unicode`, or `stemmed:<language>`: stop words dropped and stems taken before shingling. */
  readonly analyzer: string;
  /** Jaccard from which two articles are `near`, 0 < t ≤ 1. */
  readonly threshold: number;
  /** Containment from which one article contains another, 0 < c ≤ 1. */
  readonly containment: number;
  /** Lowest Jaccard that always gets a row in pairs; at most `threshold`. */
  readonly floor: number;
  /** Whether shared passages of a pair are located. Off is faster. */
  readonly passages: boolean;
  /** `earliest`, `longest`, `first`, or `preferred:<source>,<source>…`: which copy of a cluster stays. */
  readonly keep: string;
}

export const DEFAULT_FLOOR_GAP = 0.15;

/** Defaults of every option. */
export const DEFAULTS: Options = Object.freeze({
  profile: "conservative",
  classes: Object.freeze({}),
  language: "auto",
  shingle: 5,
  scheme: "dg1",
  seed: 1,
  hashes: 128,
  analyzer: "unicode",
  threshold: 0.7,
  containment: 0.75,
  floor: 0.55,
  passages: true,
  keep: "earliest",
});

/**
 * Fills in defaults and checks every value once.
 * @throws {UsageError} naming the option, what was expected and what was found.
 */
export function resolveOptions(given: Partial<Options> = {}): Options {
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  for (const name of Object.keys(known)) {
    if (!Object.hasOwn(DEFAULTS, name)) throw new UsageError(`unknown option "${name}"`);
  }
  const merged = { ...DEFAULTS, ...known } as Options;
  const floor = given.floor ?? Math.max(0.05, merged.threshold - DEFAULT_FLOOR_GAP);
  const options = Object.freeze({ ...merged, floor: Number(floor.toFixed(6)) });
  checkChoices(options);
  checkNumbers(options);
  return options;
}

function checkChoices(options: Options): void {
  expectOneOf("profile", options.profile, PROFILES);
  expectOneOf("scheme", options.scheme, SCHEMES);
  for (const [name, action] of Object.entries(options.classes)) {
    expectOneOf("class", name, SPAN_CLASSES);
    expectOneOf(`class ${name}`, action, CLASS_ACTIONS);
    expectCleaning(options, "class");
  }
  if (!/^(unicode|stemmed:[a-z]{2})$/.test(options.analyzer)) {
    fail("analyzer", '"unicode" or "stemmed:<language>"', options.analyzer);
  }
  if (!/^(earliest|longest|first|preferred:.+)$/.test(options.keep)) {
    fail("keep", '"earliest", "longest", "first" or "preferred:<source>,…"', options.keep);
  }
}

/**
 * Checks that texts are cleaned where something is given that only cleaning could follow.
 * @param beside what that is, as whoever gave it calls it.
 * @throws {UsageError} naming both, where the profile is `none`.
 */
export function expectCleaning({ profile }: { readonly profile?: Profile | undefined }, beside: string): void {
  if (profile !== "none") return;
  throw new UsageError(
    `option profile: expected one that cleans beside ${beside}, found "none", which looks for nothing`,
  );
}

function checkNumbers(options: Options): void {
  expectInteger("shingle", options.shingle, 1, 32);
  expectInteger("seed", options.seed, 0, 0xffffffff);
  expectInteger("hashes", options.hashes, 16, 1024);
  expectShare("threshold", options.threshold);
  expectShare("containment", options.containment);
  expectShare("floor", options.floor);
  if (options.floor > options.threshold) fail("floor", `at most the threshold (${options.threshold})`, options.floor);
}

function expectOneOf(name: string, value: unknown, allowed: readonly string[]): void {
  if (typeof value !== "string" || !allowed.includes(value)) fail(name, `one of ${allowed.join(", ")}`, value);
}

function expectInteger(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most)
    fail(name, `an integer from ${least} to ${most}`, value);
}

function expectShare(name: string, value: number): void {
  if (!(value > 0 && value <= 1)) fail(name, "a number above 0 and at most 1", value);
}

function fail(name: string, expected: string, found: unknown): never {
  throw new UsageError(`option ${name}: expected ${expected}, found ${JSON.stringify(found)}`);
}
