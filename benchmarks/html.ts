/**
 * How good is `clean --html`, and how fast, beside the extractors that people use? Each runs for real on the same pages.
 *
 *     npm run bench:html -- PAGES.jsonl.gz… [--python PYTHON] [--readability FOLDER] [--rounds 3] [--write]
 *
 * A record holds `id`, `html` and `gold`, the text of the article; none of that data is part of the project. The places
 * of the others are made outside the project:
 *
 *     python3 -m venv peers && peers/bin/pip install trafilatura resiliparse justext     # --python peers/bin/python
 *     npm install --prefix peers-js @mozilla/readability linkedom                       # --readability peers-js
 *
 * A page scores by its multiset of 4-token shingles against those of the gold text; a set by the F1 of the means of
 * precision and recall. dittograph's own rows are two: with weights fitted on the other sites only, which is what pages
 * of unknown sites get, and with the shipped weights, which have seen these pages where they were fitted on them.
 */
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { createCleaner } from "../src/clean/clean.js";
import { resolveOptions } from "../src/options.js";
import { htmlArticle } from "../src/read/html/html-article.js";
import { judge } from "../src/read/html/main-content.js";
import { asEvidence } from "../src/read/html/markup.js";
import { MEGABYTE, three } from "./figures.js";
import { crossValidate } from "./html-model.js";
import { type LabelledPage, readPages } from "./html-pages.js";
import { runPeers } from "./html-peers.js";
import { spreadOf, timed } from "./measure.js";
import { markdownTable, provenance, writeResults } from "./results.js";
import {
  bagOf,
  type Difference,
  differenceOf,
  figuresOf,
  type PageScore,
  scoreBag,
  tokensOf,
} from "./shingle-scores.js";

/** One row: an extractor's score on every page, in the order of the pages. */
interface Entrant {
  readonly name: string;
  readonly scores: readonly PageScore[];
  /** Seconds of all pages; undefined where it was not measured. */
  readonly seconds: number | undefined;
}

const SEED = 1;
const UNSEEN = "dittograph, sites unseen";
const SHIPPED = "dittograph, as shipped";

const clean = createCleaner(resolveOptions());

function main(args: readonly string[]): void {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      python: { type: "string" },
      readability: { type: "string" },
      rounds: { type: "string", default: "3" },
      write: { type: "boolean", default: false },
    },
  });
  const pages = positionals.flatMap(readPages);
  if (pages.length === 0) throw new Error("expected files of pages, found none");
  const entrants = [unseen(pages), shipped(pages, Number(values.rounds)), ...peersOf(pages, values)];
  const names = positionals.map((file) => basename(file)).join(" ");
  const peers = `${values.python === undefined ? "" : " --python PYTHON"}${values.readability === undefined ? "" : " --readability FOLDER"}`;
  const body = [
    figuresTable(pages, entrants),
    differencesTable(pages, entrants),
    provenance(`npm run bench:html -- ${names}${peers} --rounds ${values.rounds}`),
  ].join("\n\n");
  console.log(body);
  if (values.write) writeResults("html", body);
}

/** Ten folds of whole sites: each page is judged by weights that have seen no page of its site. */
function unseen(pages: readonly LabelledPage[]): Entrant {
  const scores = crossValidate(pages, ({ site }) => site);
  const texts = pages.map((page) => {
    const markup = asEvidence(page.facts, {
      logOdds: judge(page.facts, scores.get(page) ?? new Float64Array()),
      reasons: () => [],
    });
    const { article } = htmlArticle(page.html, { id: page.id });
    return clean({ ...article, markup }).text;
  });
  return { name: UNSEEN, scores: scoresOf(pages, texts), seconds: undefined };
}

function shipped(pages: readonly LabelledPage[], rounds: number): Entrant {
  const extract = (): string[] => pages.map(({ id, html }) => clean(htmlArticle(html, { id }).article).text);
  const runs = Array.from({ length: rounds }, () => timed(extract));
  const seconds = spreadOf(runs.map((run) => run.seconds)).median;
  return { name: SHIPPED, scores: scoresOf(pages, runs[0]?.value ?? []), seconds };
}

function peersOf(
  pages: readonly LabelledPage[],
  places: { readonly python?: string | undefined; readonly readability?: string | undefined },
): Entrant[] {
  const rows = pages.map(({ html }, index) => ({ id: String(index), html }));
  return runPeers(places, rows).map(({ name, version, texts, seconds }) => ({
    name: `${name} ${version}`,
    scores: scoresOf(
      pages,
      rows.map(({ id }) => texts.get(id) ?? ""),
    ),
    seconds,
  }));
}

function scoresOf(pages: readonly LabelledPage[], texts: readonly string[]): PageScore[] {
  return pages.map(({ gold }, at) => scoreBag(bagOf(tokensOf(texts[at] ?? "")), gold));
}

/** Sets in the order of the files, all together at the end. */
function setsOf(pages: readonly LabelledPage[]): [name: string, is: (page: LabelledPage) => boolean][] {
  const sets = [...new Set(pages.map(({ set }) => set))];
  const each = sets.map((name): [string, (page: LabelledPage) => boolean] => [name, ({ set }) => set === name]);
  return [...each, ["pooled", () => true]];
}

const within = (
  pages: readonly LabelledPage[],
  scores: readonly PageScore[],
  is: (page: LabelledPage) => boolean,
): PageScore[] => scores.filter((_, at) => is(pages[at] as LabelledPage));

function figuresTable(pages: readonly LabelledPage[], entrants: readonly Entrant[]): string {
  const sets = setsOf(pages);
  const bytes = pages.reduce((sum, { html }) => sum + Buffer.byteLength(html), 0);
  const head = [
    `F1 (precision, recall), ${pages.length} pages`,
    ...sets.map(([name, is]) => `${name}, ${pages.filter(is).length}`),
    "MB/s of HTML",
  ];
  const rows = entrants.map(({ name, scores, seconds }) => [
    name,
    ...sets.map(([, is]) => {
      const { f1, precision, recall } = figuresOf(within(pages, scores, is));
      return `${f1.toFixed(3)} (${precision.toFixed(3)}, ${recall.toFixed(3)})`;
    }),
    seconds === undefined ? "–" : three(bytes / MEGABYTE / seconds),
  ]);
  return markdownTable(head, rows);
}

function differencesTable(pages: readonly LabelledPage[], entrants: readonly Entrant[]): string {
  const sets = setsOf(pages);
  const [ours] = entrants;
  const peers = entrants.slice(2);
  if (ours === undefined || peers.length === 0) return "";
  const rows = peers.map(({ name, scores }) => [
    name,
    ...sets.map(([, is]) => shown(differenceOf(within(pages, ours.scores, is), within(pages, scores, is), SEED))),
  ]);
  return markdownTable([`F1 of ${UNSEEN}, minus`, ...sets.map(([name]) => name)], rows);
}

function shown({ mean, low, high }: Difference): string {
  const signed = (value: number): string => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(3)}`;
  return `${signed(mean)} (${signed(low)} to ${signed(high)})`;
}

main(process.argv.slice(2));
