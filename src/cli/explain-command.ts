import type { Command } from "commander";
import { compareArticles } from "../engine/compare-articles.js";
import { InputError, UsageError } from "../errors.js";
import type { Article } from "../model/article.js";
import { resolveOptions } from "../options.js";
import { findInputs } from "../read/inputs.js";
import { readArticles } from "../read/read.js";
import { comparisonView } from "../report/comparison.js";
import { paintFor } from "./paint.js";
import {
  addCleanOptions,
  addMatchOptions,
  addReadOptions,
  extrasOf,
  optionsOf,
  readOptionsOf,
  type SharedFlags,
} from "./shared-options.js";

interface ExplainFlags extends SharedFlags {
  readonly in?: readonly string[];
  readonly json?: boolean;
}

/** `explain A B`: how two articles relate, and by which passages. */
export function addExplainCommand(program: Command, outcome: { code: number }): void {
  const command = program
    .command("explain")
    .description("show how two articles relate: relation, scores, shared passages side by side")
    .argument("<a>", "a file with one article, or an id with --in")
    .argument("<b>", "the other")
    .option("--in <inputs...>", "feed in which the two ids stand");
  addMatchOptions(addCleanOptions(addReadOptions(command)))
    .option("--json", "print the comparison as JSON")
    .action(async (a: string, b: string, flags: ExplainFlags) => {
      const options = resolveOptions(optionsOf(flags));
      const [first, second] = await readBoth(a, b, flags);
      const comparison = await compareArticles(first, second, options, extrasOf(flags));
      if (flags.json === true) console.log(JSON.stringify(comparison));
      else process.stdout.write(comparisonView(first, second, comparison, paintFor(process.stdout)));
      outcome.code = 0;
    });
}

async function readBoth(a: string, b: string, flags: ExplainFlags): Promise<[Article, Article]> {
  if (flags.in === undefined) return [await onlyArticle(a, flags), await onlyArticle(b, flags)];
  const found = new Map<string, Article>();
  for await (const reading of readArticles(await findInputs(flags.in), readOptionsOf(flags))) {
    if (reading.kind !== "article") continue;
    const { id } = reading.article;
    if ((id === a || id === b) && !found.has(id)) found.set(id, reading.article);
    if (found.size === new Set([a, b]).size) break;
  }
  return [expectFound(found, a), expectFound(found, b)];
}

function expectFound(found: ReadonlyMap<string, Article>, id: string): Article {
  const article = found.get(id);
  if (article === undefined) throw new UsageError(`id ${JSON.stringify(id)}: not among the articles of --in`);
  return article;
}

async function onlyArticle(path: string, flags: ExplainFlags): Promise<Article> {
  const articles: Article[] = [];
  for await (const reading of readArticles(await findInputs([path]), readOptionsOf(flags))) {
    if (reading.kind === "reject") throw new InputError(path, `line ${reading.reject.line}: ${reading.reject.reason}`);
    articles.push(reading.article);
    if (articles.length > 1)
      throw new UsageError(`${path}: expected one article, found several; name two ids and --in ${path}`);
  }
  const [article] = articles;
  if (article === undefined) throw new UsageError(`${path}: expected one article, found none`);
  return article;
}
