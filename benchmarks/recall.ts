import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { type ArticleRecall, distinctArticles, joinArticles, loadArticles, measureArticles } from "./article-recall.js";
import { grouped, three } from "./figures.js";
import { timed } from "./measure.js";
import { measureCurve, THRESHOLDS } from "./recall-curves.js";
import { containmentPlot, jaccardPlot } from "./recall-plots.js";
import { articleTable, plantedText } from "./recall-tables.js";
import { projectRoot, provenance, writeResults } from "./results.js";

/**
 * Which pairs does the candidate search find? Planted shingle sets, the same number in every bin of .05 of Jaccard and
 * of containment, through the real signatures, bands, samples and search; and, with --articles, the pairs of real
 * articles against an exact join. With --write the plots are drawn anew as well.
 */
const { values } = parseArgs({
  options: {
    pairs: { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
    articles: { type: "string" },
    write: { type: "boolean", default: false },
  },
});

const pairs = Number(values.pairs);
const jaccard = measureCurve("jaccard", pairs, Number(values.seed));
const containment = measureCurve("containment", pairs, Number(values.seed) + 1);
const articles = values.articles === undefined ? "" : `\n\n${await articleText(values.articles)}`;
const named = values.articles === undefined ? "" : ` --articles ${basename(values.articles)}`;
const body = `${plantedText({ jaccard, containment, pairs })}${articles}\n\n${provenance(`npm run bench:recall -- --pairs ${pairs} --seed ${values.seed}${named}`)}`;
console.log(body);
const folder = values.write ? join(projectRoot(), "benchmarks", "plots") : join(projectRoot(), ".scratch", "plots");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "jaccard.svg"), jaccardPlot(jaccard));
writeFileSync(join(folder, "containment.svg"), containmentPlot(containment));
if (values.write) writeResults("recall", body);

async function articleText(file: string): Promise<string> {
  const set = await loadArticles(file);
  const distinct = distinctArticles(set);
  const { value: joined, seconds } = timed(() => joinArticles(set, distinct, Math.min(...THRESHOLDS)));
  const recalls: ArticleRecall[] = [];
  for (const threshold of THRESHOLDS) recalls.push(await measureArticles(set, joined, threshold));
  for (const { threshold, missed } of recalls)
    for (const pair of missed) console.error(`missed at ${threshold}: ${pair}`);
  return [
    `Real articles against the exact join: ${grouped(set.articles.length)} articles, ${grouped(distinct.length)} of them ` +
      `different; an inverted index over all shingles took ${three(seconds)} s.`,
    articleTable(recalls),
  ].join("\n\n");
}
