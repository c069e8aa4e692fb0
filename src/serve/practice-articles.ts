import type { ArticleInput } from "../engine/article-input.js";

/** Words that sentences are made of. */
const WORDS =
  `harbour council bridge farmer minister valley engine school river market doctor winter captain library winner factory
  budget railway teacher island garden company judge concert player border kitchen lawyer weather museum tunnel station
  opened repaired refused bought measured promised counted cancelled moved planted finished rented warned praised signed
  northern narrow expensive quiet former public broken early heavy famous local second modern empty distant`.split(
    /\s+/,
  );

const NAMES = ["Anna Lind", "Omar Reyes", "Vessby", "Port Halden", "Kovač & Sons", "the Älvsund Line", "Mrs Okafor"];

/** Lines that do not belong to an article, or belong to it and look odd: what cleaning decides about. */
const ODD_LINES = [
  "Advertisement",
  "Share this article",
  "Read more: how the harbour was saved",
  "© 2025 The Practice Gazette. All rights reserved.",
  "Photo: Anna Lind / The Practice Gazette",
  "— Score: 3–1 (2–0), 14,203 spectators",
  "“We were never asked,” she said. “Not once.”",
  "Sign up for our newsletter",
  "Published 3 March 2025, 14:05",
  "天气晴朗，渡船准时出发。",
];

const PARAGRAPHS = 6;
const SENTENCES = 3;
const SENTENCE_WORDS = 14;
/** One article in so many is a copy of the one before it, with a paragraph more. */
const COPY_EVERY = 3;

/**
 * Articles that say nothing, for a service to practise on: sentences of one vocabulary, page furniture, and copies.
 * @param n any whole number from 0; equal numbers give equal articles.
 */
export function practiceArticle(n: number): ArticleInput & { readonly id: string } {
  const isCopy = n % COPY_EVERY === COPY_EVERY - 1;
  const story = isCopy ? n - 1 : n;
  const chance = createChance(story);
  const lines = [`${NAMES[chance(NAMES.length)]} ${sentence(chance)}`, oddLine(chance)];
  for (let i = 0; i < PARAGRAPHS; i++) {
    lines.push(paragraph(chance), ...(chance(4) === 0 ? [oddLine(chance)] : []));
  }
  if (isCopy) lines.push(`Our own reporter adds: ${paragraph(chance)}`);
  const title = sentence(chance);
  return {
    ...{ id: `practice-${n}`, title, text: lines.join("\n\n") },
    ...{ source: `Gazette ${n % 7}`, url: `https://gazette-${n % 7}.example/news/${n}`, date: "2025-03-03T14:05:00Z" },
  };
}

type Chance = (below: number) => number;

/** A small generator of numbers (Numerical Recipes, 7.1): how good they are does not matter here. */
function createChance(seed: number): Chance {
  let state = (seed + 1) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}

function paragraph(chance: Chance): string {
  return Array.from({ length: SENTENCES }, () => sentence(chance)).join(" ");
}

function sentence(chance: Chance): string {
  const words = Array.from({ length: SENTENCE_WORDS }, () => WORDS[chance(WORDS.length)] as string);
  const [first = ""] = words;
  words[0] = first.slice(0, 1).toUpperCase() + first.slice(1);
  if (chance(3) === 0) words.push(`on ${1 + chance(28)} May`);
  return `${words.join(" ")}.`;
}

const oddLine = (chance: Chance): string => ODD_LINES[chance(ODD_LINES.length)] as string;
