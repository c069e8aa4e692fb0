import { readdirSync, readFileSync } from "node:fs";
import type { Article } from "../../src/model/article.js";
import type { Relation } from "../../src/model/pair.js";
import type { Range, SpanAction, SpanClass } from "../../src/model/span.js";

export interface GoldSpan extends Range {
  readonly class: SpanClass;
  readonly action: SpanAction;
  readonly text: string;
  readonly duplicateOf?: Range;
  readonly acceptable?: readonly (SpanAction | "keep")[];
}

export interface GoldPair {
  readonly a: string;
  readonly b: string;
  readonly relation: Relation;
  readonly implied?: boolean;
  readonly revision?: boolean;
}

export interface GoldCluster {
  readonly canonical: string;
  readonly members: readonly string[];
}

const CORPUS = new URL("../../corpus/", import.meta.url);

function readLines<T>(path: string): readonly T[] {
  const lines = readFileSync(new URL(path, CORPUS), "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as T);
}

/** Every article of the corpus, file by file. */
export function readArticles(): readonly Article[] {
  const files = readdirSync(new URL("articles/", CORPUS)).sort();
  return files.flatMap((file) => readLines<Article>(`articles/${file}`));
}

export function readSpans(): ReadonlyMap<string, readonly GoldSpan[]> {
  const rows = readLines<{ id: string; spans: readonly GoldSpan[] }>("gold/spans.jsonl");
  return new Map(rows.map(({ id, spans }) => [id, spans]));
}

export function readPairs(): readonly GoldPair[] {
  return readLines<GoldPair>("gold/pairs.jsonl");
}

export function readClusters(): readonly GoldCluster[] {
  return readLines<GoldCluster>("gold/clusters.jsonl");
}
