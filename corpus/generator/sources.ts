import type { Range } from "../../src/model/span.js";
import type { Random } from "./random.js";
import { CURLY, STRAIGHT, type Typography } from "./render.js";
import { capitalise, drawName, type Vocabulary } from "./vocabulary.js";

/** An invented outlet and the furniture it puts around every story. */
export interface Source {
  readonly name: string;
  readonly host: string;
  readonly typography: Typography;
  /** Between paragraphs: one line end or two. */
  readonly gap: string;
  /** Furniture lines above, inside and below the story: two to four in all. */
  readonly head: readonly string[];
  readonly inside: readonly string[];
  readonly tail: readonly string[];
  /** Label of the link list below the story; `""`: none. */
  readonly listLabel: string;
}

/** A story as a source prints it. */
export interface Page {
  readonly text: string;
  /** The furniture lines with their line ends, sorted. */
  readonly furniture: readonly Range[];
}

const TITLES = ["Herald", "Post", "Courier", "Observer", "Gazette", "Chronicle", "Monitor", "Tribune", "Echo", "Today"];
const HEAD = ["3 min read", "Share this article", "ADVERTISEMENT", "Home > News > Region"];
const INSIDE = ["ADVERTISEMENT", "Sign up for the NAME newsletter.", "Read more: how NAME covers your town"];
const TAIL = [
  "Copyright © 2025 NAME. All rights reserved.",
  "Subscribe to the NAME newsletter and get the news in your inbox every morning.",
  "Download the NAME app to read the news faster.",
  "Follow us on Facebook and X",
  "Disclaimer: NAME publishes this story automatically from a syndicated feed and accepts no liability for it.",
  "Contact us",
];
const LISTS = ["Most popular stories", "Read next", "You may also like", "Recommended", "Trending", ""];

/** `count` outlets with different hosts. */
export function inventSources(vocabulary: Vocabulary, random: Random, count: number): readonly Source[] {
  return Array.from({ length: count }, (_, i) => inventSource(vocabulary, random, i));
}

function inventSource(vocabulary: Vocabulary, random: Random, index: number): Source {
  const town = vocabulary.words[drawName(vocabulary, random)] ?? "town";
  const title = random.pick(TITLES);
  const name = `${capitalise(town)} ${title}`;
  const named = (line: string): string => line.replace("NAME", () => name);
  const first = random.below(TAIL.length);
  return {
    name,
    host: `${town}${title.toLowerCase()}${index}.example`,
    typography: random.chance(0.25) ? CURLY : STRAIGHT,
    gap: random.chance(0.5) ? "\n\n" : "\n",
    head: random.chance(0.6) ? [random.pick(HEAD)] : [],
    inside: random.chance(0.4) ? [named(random.pick(INSIDE))] : [],
    tail: [0, 2].map((step) => named(TAIL[(first + step) % TAIL.length] ?? "")),
    listLabel: random.pick(LISTS),
  };
}

/** Prints paragraphs with the source's furniture around them; `links` fill its link list. */
export function printPage(source: Source, paragraphs: readonly string[], links: readonly string[]): Page {
  const furniture: Range[] = [];
  let text = "";
  const addFurniture = (lines: readonly string[], end: string): void => {
    for (const line of lines) {
      furniture.push({ start: text.length, end: text.length + line.length + end.length });
      text += line + end;
    }
  };
  addFurniture(source.head, source.gap);
  const middle = paragraphs.length >> 1;
  paragraphs.forEach((paragraph, i) => {
    if (i === middle && i > 0) addFurniture(source.inside, source.gap);
    text += paragraph + source.gap;
  });
  addFurniture(source.tail, "\n");
  if (source.listLabel !== "") addFurniture([source.listLabel, ...links], "\n");
  return { text, furniture };
}

/** The paragraphs alone. */
export function printPlain(source: Source, paragraphs: readonly string[]): Page {
  return { text: paragraphs.join(source.gap), furniture: [] };
}
