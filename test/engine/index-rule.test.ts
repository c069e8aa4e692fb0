import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ArticleInput } from "../../src/engine/article-input.js";
import { findDuplicates } from "../../src/engine/find-duplicates.js";
import { openIndex, openOver } from "../../src/engine/index-open.js";
import { createMemoryStore } from "../../src/index/memory-store.js";
import type { Decision } from "../../src/model/decision.js";
import { parseTemplates } from "../../src/read/templates.js";
import { answersByRule, findInBatch, type Outcome, prepareSet } from "./index-model.js";

/** Sentences that articles are made of: with few of them, articles share, contain and repeat each other. */
const sentence = (n: number): string =>
  `${Array.from({ length: 9 }, (_, i) => `w${(n * 37 + i * (n + 3)).toString(36)}`).join(" ")} in part ${n}.`;
const texts = fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 6 }).map((parts) =>
  parts
    .sort((x, y) => x - y)
    .map(sentence)
    .join(" "),
);
const urls = fc.constantFrom(
  undefined,
  "https://example.org/one",
  "https://example.org/two#top",
  "https://example.org",
);

const feeds = fc
  .array(
    fc.record({
      text: fc.oneof({ weight: 9, arbitrary: texts }, { weight: 1, arbitrary: fc.constant("…") }),
      url: urls,
    }),
    {
      maxLength: 24,
    },
  )
  .map((articles) =>
    articles.map(
      ({ text, url }, i): ArticleInput => ({ id: `a${(i * 7) % 24}`, text, ...(url === undefined ? {} : { url }) }),
    ),
  );

const outcomeOf = (decision: Decision): Outcome =>
  decision.kind === "new"
    ? null
    : { of: decision.of, relation: decision.relation, jaccard: decision.jaccard, share: decision.containment[0] };

describe("an index of any articles in any order", () => {
  it("answers by the rule, in parts of any size", async () => {
    await fc.assert(
      fc.asyncProperty(feeds, fc.constantFrom(20, 200, 1 << 18), async (feed, tableEntries) => {
        const set = await prepareSet(feed);
        const rule = answersByRule(set, await findInBatch(set));
        const base = { store: createMemoryStore(), bulk: false, prepareWith: async () => set.preparer, tableEntries };
        const index = await openOver(":memory:", base, { options: set.options, now: () => 0, commitDelayMs: 0 });
        for (const [i, { article }] of set.articles.entries()) {
          const asked = index.check(article);
          const answer = await index.checkAndAdd(article);
          expect(answer).toEqual(asked);
          if (rule.outcomes[i] === undefined) break;
          expect(outcomeOf(answer)).toEqual(rule.outcomes[i]);
          if (answer.kind === "new") expect(answer.supersedes).toEqual(rule.supersedes[i]);
        }
        await index.close();
      }),
      { numRuns: 80, seed: 9 },
    );
  });

  it("answers as findDuplicates where no longer text comes later", async () => {
    await fc.assert(
      fc.asyncProperty(feeds, async (feed) => {
        const set = await prepareSet(feed);
        const sizes = new Map(set.articles.map(({ article, print }) => [article.id, print.shingles.length]));
        const ordered = [...feed].sort((x, y) => (sizes.get(y.id as string) ?? 0) - (sizes.get(x.id as string) ?? 0));
        const { outcomes } = await findDuplicates(ordered, { keep: "first" });
        const index = await openIndex(":memory:", { now: () => 0, commitDelayMs: 0 });
        for (const { article, duplicateOf } of outcomes) {
          const answer = await index.checkAndAdd(article);
          expect(answer.kind === "new" ? undefined : answer.of).toBe(duplicateOf?.id);
          if (answer.kind === "duplicate") expect(answer).toMatchObject({ ...duplicateOf, id: article.id });
        }
        await index.close();
      }),
      { numRuns: 15, seed: 4 },
    );
  });
});

describe("an index with templates", () => {
  const line = "Follow the Harbour Desk for more from this correspondent";
  const file = {
    schema: "dittograph-templates/1",
    learned: { articles: 20, clusters: 20, ruleset: "r", shingle: 5, analyzer: "unicode" },
    sources: {
      desk: {
        ...{ articles: 20, clusters: 20, regime: "extracted", shingles: [] },
        lines: [
          {
            ...{ text: line, clusters: 18, share: 0.9, loneliness: 0.97, action: "remove" },
            positions: { first: 1, last: 1, median: 1, inside: 0 },
          },
        ],
      },
    },
    global: { articles: 0, clusters: 0, lines: [], shingles: [] },
  };
  const articles = [0, 1].map((n) => ({
    id: `t${n}`,
    source: "desk",
    text: `${[1, 2, 3, 4, 5].map((part) => sentence(10 * n + part)).join("\n\n")}\n\n${line}`,
  }));

  it("cleans with them before it compares, as dedup does", async () => {
    const templates = parseTemplates("templates.json", JSON.stringify(file));
    const { outcomes } = await findDuplicates(articles, { keep: "first" }, { templates });
    const index = await openIndex(":memory:", { now: () => 0, commitDelayMs: 0, templates });
    for (const { article, cleaned } of outcomes) {
      const answer = await index.checkAndAdd(article);
      expect(answer).toMatchObject({ kind: "new", cleaned });
      expect(answer.cleaned.text).not.toContain("Harbour");
    }
    await index.close();
  });

  it("takes others as it goes, and says so in its header", async () => {
    const index = await openIndex(":memory:", { now: () => 0, commitDelayMs: 0 });
    expect(index.check(articles[0] as ArticleInput).cleaned.text).toContain("Harbour");
    const templates = parseTemplates("templates.json", JSON.stringify(file));
    await index.useTemplates(templates);
    expect(index.check(articles[0] as ArticleInput).cleaned.text).not.toContain("Harbour");
    expect(index.header.templates).toBe(templates.name);
    await index.close();
  });
});
