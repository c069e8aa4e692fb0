import { InputError } from "../../errors.js";
import { type JsonObject, type JsonRow, readRows } from "../file-lines.js";

/** What a label says of a pair: copies, no copies, or nothing that counts. */
export type Verdict = "positive" | "negative" | "neutral";

/** Words of `label` and `relation` (and true, 1) that say: copies. Case and spaces around do not matter. */
export const POSITIVE_WORDS: ReadonlySet<string> = new Set([
  "copy",
  "duplicate",
  "same",
  "near",
  "exact",
  "contains",
  "contained",
  "true",
  "yes",
  "1",
]);

/** Words that count neither way. All other words say: no copies. */
export const NEUTRAL_WORDS: ReadonlySet<string> = new Set(["partial", "unsure", "ignore"]);

/** A labelled pair, as it stands in the file. */
export interface LabelledPair {
  readonly a: string;
  readonly b: string;
  readonly verdict: Verdict;
  /** The label as written. */
  readonly label: string;
  /** `file:line`. */
  readonly place: string;
}

/** An article and the labelled cluster it is in; null stands alone. */
export interface LabelledArticle {
  readonly id: string;
  readonly cluster: string | null;
  readonly place: string;
}

/** A file of labels: pairs, or clusters. */
export type Labels =
  | { readonly kind: "pairs"; readonly pairs: readonly LabelledPair[] }
  | { readonly kind: "clusters"; readonly articles: readonly LabelledArticle[] };

/**
 * Reads labels, JSONL of one of these, the same in every row:
 *
 *     {"a": "x", "b": "y", "label": "copy"}     or "relation": "near", or "same": true; other members are not read
 *     {"id": "x", "cluster": "c1"}              a null cluster: the article stands alone
 *     {"members": ["x", "y"]}                   strings, or objects with an id, as in clusters.jsonl
 *
 * A pair that stands there twice with the same verdict counts once.
 * @throws {InputError} naming file and line, what was expected and what was found.
 */
export function readLabels(path: string): Labels {
  const pairs = new Map<string, LabelledPair>();
  const articles = new Map<string, LabelledArticle>();
  for (const row of readRows(path)) {
    const isPair = Object.hasOwn(row.value, "a") && Object.hasOwn(row.value, "b");
    if (isPair ? articles.size > 0 : pairs.size > 0) {
      throw new InputError(row.place, `expected labelled ${isPair ? "clusters" : "pairs"} as in the rows before`);
    }
    if (isPair) addPair(pairs, pairOf(row));
    else for (const article of articlesOf(row)) addArticle(articles, article);
  }
  if (pairs.size === 0 && articles.size === 0) throw new InputError(path, "expected labels, found an empty file");
  if (pairs.size > 0) return { kind: "pairs", pairs: [...pairs.values()] };
  return { kind: "clusters", articles: [...articles.values()] };
}

/** Reads the verdict of a label, or undefined where it is neither word, number nor truth value. */
export function verdictOf(label: unknown): Verdict | undefined {
  if (typeof label !== "string" && typeof label !== "number" && typeof label !== "boolean") return undefined;
  const word = String(label).trim().toLowerCase();
  if (POSITIVE_WORDS.has(word)) return "positive";
  return NEUTRAL_WORDS.has(word) ? "neutral" : "negative";
}

function pairOf({ value, place }: JsonRow): LabelledPair {
  const [x, y] = [idOf(value, "a", place), idOf(value, "b", place)];
  if (x === y) throw new InputError(place, `expected two articles, found ${JSON.stringify(x)} twice`);
  const name = ["label", "same", "relation"].find((each) => Object.hasOwn(value, each));
  if (name === undefined)
    throw new InputError(place, `expected "label", "same" or "relation", found ${namesOf(value)}`);
  const verdict = verdictOf(value[name]);
  if (verdict === undefined) {
    throw new InputError(place, `expected a word or true or false in "${name}", found ${JSON.stringify(value[name])}`);
  }
  const [a, b] = x < y ? [x, y] : [y, x];
  return { a, b, verdict, label: String(value[name]), place };
}

function addPair(pairs: Map<string, LabelledPair>, pair: LabelledPair): void {
  const key = JSON.stringify([pair.a, pair.b]);
  const known = pairs.get(key);
  if (known !== undefined && known.verdict !== pair.verdict) {
    throw new InputError(
      pair.place,
      `expected one label for ${key}, found ${JSON.stringify(pair.label)} here and ${JSON.stringify(known.label)} at ${known.place}`,
    );
  }
  if (known === undefined) pairs.set(key, pair);
}

function articlesOf({ value, place }: JsonRow): LabelledArticle[] {
  if (Array.isArray(value.members)) {
    const members: readonly unknown[] = value.members;
    return members.map((member) => ({ id: memberId(member, place), cluster: place, place }));
  }
  if (Object.hasOwn(value, "id") && Object.hasOwn(value, "cluster")) {
    const cluster = value.cluster === null ? null : `cluster ${idOf(value, "cluster", place)}`;
    return [{ id: idOf(value, "id", place), cluster, place }];
  }
  throw new InputError(
    place,
    `expected a pair with "a" and "b", "id" and "cluster", or a list in "members", found ${namesOf(value)}`,
  );
}

function addArticle(articles: Map<string, LabelledArticle>, article: LabelledArticle): void {
  const known = articles.get(article.id);
  if (known !== undefined && (known.cluster !== article.cluster || article.cluster === null)) {
    throw new InputError(
      article.place,
      `expected ${JSON.stringify(article.id)} in one cluster, found it also at ${known.place}`,
    );
  }
  articles.set(article.id, article);
}

function memberId(member: unknown, place: string): string {
  const isObject = typeof member === "object" && member !== null;
  return idOf(isObject ? (member as JsonObject) : { id: member }, "id", place);
}

/** Numbers are taken as they print; those that JSON numbers cannot hold must be strings. */
function idOf(value: JsonObject, name: string, place: string): string {
  const id = value[name];
  if (typeof id === "string") return id;
  if (typeof id === "number" && (!Number.isInteger(id) || Number.isSafeInteger(id))) return String(id);
  const found = typeof id === "number" ? `the number ${id}, too large to be exact` : JSON.stringify(id);
  throw new InputError(place, `expected a string in "${name}", found ${found}`);
}

const namesOf = (value: JsonObject): string => {
  const names = Object.keys(value).slice(0, 8);
  return names.length === 0 ? "no members" : `only ${names.map((name) => JSON.stringify(name)).join(", ")}`;
};
