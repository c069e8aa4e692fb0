import { UsageError } from "../../errors.js";
import { components } from "../../group/components.js";
import { adjustedRandIndex, countPairs } from "../../group/contingency.js";
import type { Findings } from "../../pipeline.js";
import { type Confusion, countConfusion } from "./confusion.js";
import type { InspectedLabel } from "./disagreements.js";
import { COPY_RELATIONS, type Inspector } from "./inspect.js";
import type { Labels } from "./labels.js";
import type { KnownArticle, KnownPair, ResolvedLabels } from "./resolve-labels.js";

/** Pairs inside labelled clusters that are looked at one by one; all of them count in the scores. */
const PAIRS_INSPECTED = 200_000;

/** What labels and run say of the same articles. */
export interface Agreement {
  readonly confusion: Confusion;
  readonly randIndex: number;
  readonly inspected: readonly InspectedLabel[];
}

/**
 * Compares labels with what a run found. A pair is found where it is reported as a copy or both articles are in one
 * cluster. Of labelled pairs, only those count; the clusters for the Rand index are the connected components of the pairs
 * labelled as copies. Of labelled clusters, all pairs among the articles named count, without being listed.
 * @throws {UsageError} where no label can be used.
 */
export function compareLabels(
  labels: Labels,
  known: ResolvedLabels,
  findings: Findings,
  inspector: Inspector,
): Agreement {
  if (known.pairs.length === 0 && known.articles.length < 2) throw new UsageError(unusable(known));
  return labels.kind === "pairs"
    ? comparePairs(known.pairs, inspector)
    : compareClusters(known.articles, findings, inspector);
}

function unusable({ neutral, unknown }: ResolvedLabels): string {
  const [first] = unknown;
  const example = first === undefined ? "" : ` (${first.place}: no article has the id ${JSON.stringify(first.id)})`;
  return `no label can be used: ${unknown.length} name unknown ids, ${neutral} say neither copy nor not${example}`;
}

function comparePairs(pairs: readonly KnownPair[], inspector: Inspector): Agreement {
  const inspected = pairs.map(({ first, second, verdict, label }) => {
    return { ...inspector.inspect(first, second), isCopy: verdict === "positive", label };
  });
  const named = [...new Set(pairs.flatMap(({ first, second }) => [first, second]))];
  const place = new Map(named.map((article, at) => [article, at]));
  const links = pairs
    .filter(({ verdict }) => verdict === "positive")
    .map(({ first, second }) => [place.get(first) ?? 0, place.get(second) ?? 0] as const);
  const found = named.map((article) => inspector.clusterOf[article] as number);
  const randIndex = adjustedRandIndex(countPairs(components(named.length, links), found));
  return { confusion: countConfusion(inspected), randIndex, inspected };
}

function compareClusters(articles: readonly KnownArticle[], findings: Findings, inspector: Inspector): Agreement {
  const labelOf = new Map(articles.map(({ article, cluster }) => [article, cluster]));
  const foundOf = (article: number): number => inspector.clusterOf[article] as number;
  const counts = countPairs(
    articles.map(({ cluster }) => cluster),
    articles.map(({ article }) => foundOf(article)),
  );
  const apart = reportedPairs(findings, labelOf).filter(
    ([first, second, isCopy]) => isCopy && foundOf(first) !== foundOf(second),
  );
  const apartTrue = apart.filter(([first, second]) => labelOf.get(first) === labelOf.get(second)).length;
  const truePositives = counts.both + apartTrue;
  const falsePositives = counts.second + apart.length - truePositives;
  const falseNegatives = counts.first - truePositives;
  const trueNegatives = counts.all - counts.first - falsePositives;
  const confusion = { truePositives, falsePositives, falseNegatives, trueNegatives };
  return { confusion, randIndex: adjustedRandIndex(counts), inspected: inspectClusters(labelOf, findings, inspector) };
}

/** Reported pairs whose articles are both labelled, and whether they are copies. */
function reportedPairs({ matches }: Findings, labelOf: ReadonlyMap<number, number>): [number, number, boolean][] {
  return [...matches.pairs]
    .filter(({ first, second }) => labelOf.has(first) && labelOf.has(second))
    .map(({ first, second, pair }) => [first, second, COPY_RELATIONS.has(pair.relation)]);
}

/** The pairs inside labelled clusters, then those across that are reported or that a cluster joins. */
function inspectClusters(
  labelOf: ReadonlyMap<number, number>,
  findings: Findings,
  inspector: Inspector,
): InspectedLabel[] {
  const joined = [...findings.stars].map(([article, { other }]) => [article, other] as const);
  const across = new Map<string, readonly [number, number]>();
  for (const [x, y] of [...reportedPairs(findings, labelOf), ...joined]) {
    const [first, second] = [Math.min(x, y), Math.max(x, y)];
    if (!labelOf.has(first) || !labelOf.has(second) || labelOf.get(first) === labelOf.get(second)) continue;
    across.set(`${first} ${second}`, [first, second]);
  }
  return [
    ...pairsInside(labelOf).map(([x, y]) => ({ ...inspector.inspect(x, y), isCopy: true, label: "one cluster" })),
    ...[...across.values()].map(([x, y]) => ({ ...inspector.inspect(x, y), isCopy: false, label: "other clusters" })),
  ];
}

/** At most PAIRS_INSPECTED pairs, cluster by cluster. */
function pairsInside(labelOf: ReadonlyMap<number, number>): [number, number][] {
  const members = new Map<number, number[]>();
  for (const [article, cluster] of labelOf) {
    const list = members.get(cluster);
    if (list === undefined) members.set(cluster, [article]);
    else list.push(article);
  }
  const pairs: [number, number][] = [];
  for (const list of members.values()) {
    for (let x = 0; x < list.length; x++) {
      for (let y = x + 1; y < list.length; y++) {
        if (pairs.length >= PAIRS_INSPECTED) return pairs;
        pairs.push([list[x] as number, list[y] as number]);
      }
    }
  }
  return pairs;
}
