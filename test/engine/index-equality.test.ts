import { describe, expect, it } from "vitest";
import { generateFeed } from "../../corpus/generator/feed.js";
import type { ArticleInput } from "../../src/engine/article-input.js";
import { openOver } from "../../src/engine/index-open.js";
import { createMemoryStore } from "../../src/index/memory-store.js";
import type { Decision } from "../../src/model/decision.js";
import { answersByRule, findInBatch, type Outcome, outcomesOf, type PreparedSet, prepareSet } from "./index-model.js";

/** Articles of the large comparison. */
const ARTICLES = 20_000;
/** Cleaning alone takes a millisecond an article; machines that are shared take much longer. */
const TIMEOUT_MS = 600_000;

async function answersOf({ options, preparer, articles }: PreparedSet): Promise<Decision[]> {
  const base = { store: createMemoryStore(), bulk: false, prepareWith: async () => preparer };
  const index = await openOver(":memory:", base, { options, now: () => 0, commitDelayMs: 0 });
  const answers: Decision[] = [];
  for (let from = 0; from < articles.length; from += 500) {
    const some = articles.slice(from, from + 500);
    answers.push(...(await Promise.all(some.map(({ article }) => index.checkAndAdd(article)))));
  }
  await index.close();
  return answers;
}

const outcomeOf = (decision: Decision): Outcome =>
  decision.kind === "new"
    ? null
    : { of: decision.of, relation: decision.relation, jaccard: decision.jaccard, share: decision.containment[0] };

const supersedesOf = (decision: Decision) => (decision.kind === "new" ? decision.supersedes : []);

const longestFirst = (set: PreparedSet): PreparedSet => ({
  ...set,
  articles: [...set.articles].sort((x, y) => y.print.shingles.length - x.print.shingles.length),
});

describe("answers of an index", () => {
  it(
    `are those of dedup --keep first on ${ARTICLES} articles, where no longer text comes later`,
    async () => {
      const set = longestFirst(await feedSet());
      const answers = await answersOf(set);
      expect(answers.flatMap(supersedesOf)).toEqual([]);
      expect(answers.filter(({ kind }) => kind === "duplicate").length).toBeGreaterThan(ARTICLES / 5);
      expect(answers.map(outcomeOf)).toEqual(outcomesOf(set, await findInBatch(set)));
    },
    TIMEOUT_MS,
  );

  it(
    `follow the rule for longer texts that come later, on the same articles in the order of the feed`,
    async () => {
      const set = await feedSet();
      const findings = await findInBatch(set);
      const rule = answersByRule(set, findings);
      const answers = await answersOf(set);
      const settled = rule.outcomes.flatMap((outcome, index) => (outcome === undefined ? [] : [index]));
      expect(settled.length).toBeGreaterThan(ARTICLES - 10);
      const pick = <T>(all: readonly T[]): T[] => settled.map((index) => all[index] as T);
      expect(pick(answers.map(outcomeOf))).toEqual(pick(rule.outcomes));
      expect(pick(answers.map(supersedesOf))).toEqual(pick(rule.supersedes));
      expect(answers.flatMap(supersedesOf).length).toBeGreaterThan(100);
    },
    TIMEOUT_MS,
  );
});

let feed: Promise<PreparedSet> | undefined;

/** Cleaned and fingerprinted once for both tests. */
function feedSet(): Promise<PreparedSet> {
  feed ??= prepareSet(
    [...generateFeed({ seed: 11, articles: ARTICLES })].map(({ record }): ArticleInput => record),
    {
      passages: false,
    },
  );
  return feed;
}
