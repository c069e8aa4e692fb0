import { describe, expect, it } from "vitest";
import { cleanArticle, compareArticles, findDuplicates, restore, UsageError } from "../../src/dittograph.js";
import { readArticles, readClusters, readPairs } from "../corpus/labels.js";

describe("findDuplicates", () => {
  it("finds the labelled pairs and clusters of the corpus, as the command does", async () => {
    const { pairs, clusters, outcomes } = await findDuplicates(readArticles());
    const key = ({ a, b, relation }: { a: string; b: string; relation: string }): string => `${a} ${relation} ${b}`;
    const labels = readPairs();
    expect(pairs.map(key)).toEqual(expect.arrayContaining(labels.filter(({ implied }) => implied !== true).map(key)));
    expect(labels.map(key)).toEqual(expect.arrayContaining(pairs.map(key)));
    expect(clusters.map(({ canonical }) => canonical).sort()).toEqual(
      readClusters()
        .map(({ canonical }) => canonical)
        .sort(),
    );
    const duplicates = outcomes.filter(({ duplicateOf }) => duplicateOf !== undefined);
    expect(duplicates).toHaveLength(readClusters().reduce((sum, { members }) => sum + members.length - 1, 0));
  });

  it("takes asynchronous sources and makes ids where there are none", async () => {
    async function* source() {
      yield { text: "one text with some words in it" };
      yield { text: "One text with some words in it.", url: "https://www.post.example/1" };
    }
    const { outcomes } = await findDuplicates(source());
    expect(outcomes.map(({ article }) => [article.id, article.source])).toEqual([
      ["0", ""],
      ["1", "post.example"],
    ]);
  });

  it("refuses an id that appears twice, a text that is none, and an unknown option", async () => {
    const twice = [
      { id: "a", text: "x" },
      { id: "a", text: "y" },
    ];
    await expect(findDuplicates(twice)).rejects.toThrow(UsageError);
    await expect(findDuplicates([{ text: 5 as unknown as string }])).rejects.toThrow(
      'expected a string in "text", found number',
    );
    await expect(findDuplicates([], { threshold: 2 })).rejects.toThrow("option threshold");
    await expect(findDuplicates([], { treshold: 0.5 } as object)).rejects.toThrow('unknown option "treshold"');
  });

  it("never pairs texts without tokens", async () => {
    const { pairs } = await findDuplicates(["", "", " … ", "!!!", "\u0000"].map((text) => ({ text })));
    expect(pairs).toEqual([]);
  });
});

describe("compareArticles", () => {
  it("gives the relation, scores and passages of findDuplicates, for every labelled pair", async () => {
    const articles = new Map(readArticles().map((article) => [article.id, article]));
    const found = await findDuplicates(articles.values());
    for (const pair of found.pairs) {
      const [a, b] = [articles.get(pair.a), articles.get(pair.b)];
      if (a === undefined || b === undefined) throw new Error(`no article for ${pair.a} ~ ${pair.b}`);
      const { relation, jaccard, containment } = await compareArticles(a, b);
      expect({ relation, jaccard, containment }).toEqual({
        relation: pair.relation,
        jaccard: pair.jaccard,
        containment: pair.containment,
      });
    }
  });

  it("calls an article and itself exact, and texts without tokens unrelated", async () => {
    expect((await compareArticles({ text: "A b c." }, { text: "a  B c." })).relation).toBe("exact");
    expect((await compareArticles({ text: "" }, { text: "" })).relation).toBe("unrelated");
  });
});

describe("cleanArticle", () => {
  it("cuts furniture, and its spans give the original back", () => {
    const text = "The mill stood empty for years before the town bought it.\nAdvertisement\nIt opens in May.\n";
    const cleaned = cleanArticle({ text });
    expect(cleaned.text).not.toContain("Advertisement");
    expect(restore(cleaned.text, cleaned.spans)).toBe(text);
  });
});
