/**
 * Whether a line that recurs is furniture, from where it stands, how it looks and what rules say of it.
 *
 * On raw pages what recurs is furniture, but for short lines amid the article. In an extractor's output it is as often a
 * sub-heading, a speaker's name or a byline: only what a rule knows, and long lines at the edges or that speak to the
 * reader, go; the others are flagged. Limits were read off the recurring paragraphs of 37,554 articles.
 */
import type { Regime, SpanClass } from "../../model/span.js";
import type { TemplateAction } from "../../model/templates.js";
import { CHARACTERS, DIGIT } from "../../text/characters.js";
import * as P from "../page.js";
import { treatmentOf } from "../taxonomy.js";
import { NUMBERLESS_WORDS } from "./line-key.js";
import type { LineReader, Sighting } from "./sightings.js";

/** Fewer words make a title, a name or a label. */
const LONG_WORDS = 8;
/** Share of the occurrences amid the article from which a line counts as part of it. */
const INSIDE = 0.1;
/** On raw pages teasers look like the article's own paragraphs; more is needed. */
const INSIDE_RAW = 0.5;
/** Share of the occurrences at one edge from which a line belongs there. */
const EDGE = 0.8;
/** Share of a source's clusters from which a line outside the articles need not stand at their very edge. */
const FREQUENT = 0.3;
/** Paragraphs of a running story recur with others of it; furniture recurs alone. */
const LONELY = 0.985;
/** Of a line that speaks to the reader or names an address. */
const LONELY_ADDRESS = 0.9;
/** Commas, and share of capitalised words, of a list of names. */
const ROSTER_COMMAS = 4;
const ROSTER_CAPITALS = 0.75;

/** What a line's source tells of it. */
export interface Surroundings {
  readonly regime: Regime;
  /** Clusters with the line, as a share of the source's. */
  readonly share: number;
  readonly loneliness: number;
}

export interface Judgement {
  /** The class that rules gave to most of the occurrences. */
  readonly class?: SpanClass;
  readonly action: TemplateAction;
}

/** Judges a line; `read` reads its text. */
export function judgeLine(sighting: Sighting, surroundings: Surroundings, read: LineReader): Judgement {
  const name = classOf(sighting);
  const action: TemplateAction = isFurniture(sighting, name, surroundings, read) ? "remove" : "flag";
  return { ...(name !== undefined && { class: name }), action };
}

function classOf({ classes, positions }: Sighting): SpanClass | undefined {
  for (const [name, count] of classes) if (count * 2 > positions.length) return name;
  return undefined;
}

function isFurniture(sighting: Sighting, name: SpanClass | undefined, at: Surroundings, read: LineReader): boolean {
  if (name !== undefined) return treatmentOf(name) === "cut";
  const page = read.line(sighting.text);
  const inside = sighting.inside / sighting.positions.length;
  const short = (page.wordCount[0] ?? 0) < LONG_WORDS;
  if (at.regime === "raw") return inside < INSIDE_RAW || !short;
  if (short || isSpoken(page) || isRoster(page) || isAttribution(sighting, page) || hasFigures(page)) return false;
  if (((page.bits[0] ?? 0) & (P.READER_TOLD | P.ADDRESS)) !== 0) return at.loneliness >= LONELY_ADDRESS;
  return inside < INSIDE && at.loneliness >= LONELY && (at.share >= FREQUENT || isEdge(sighting));
}

function isEdge({ head, tail, positions }: Sighting): boolean {
  return Math.max(head, tail) >= EDGE * positions.length;
}

/** Quotations and reported speech, and lines that introduce what follows. */
function isSpoken(page: P.Page): boolean {
  const bits = page.bits[0] ?? 0;
  if ((bits & (P.OPEN_QUOTE | P.UNCLOSED_QUOTE | P.COLON_END)) !== 0) return true;
  return (bits & P.SAYS) !== 0 && (bits & P.READER_TOLD) === 0;
}

/** `Iowa: Ann Blake, Bo Carr, Cy Dunn, Di East, …` */
function isRoster(page: P.Page): boolean {
  const words = page.wordCount[0] ?? 0;
  return (page.commas[0] ?? 0) >= ROSTER_COMMAS && (page.capitalCount[0] ?? 0) >= ROSTER_CAPITALS * words;
}

const DASH = /^[-–—―]/;

/** `— the senator on Sunday` under what the senator said. */
function isAttribution({ behindQuote, positions }: Sighting, page: P.Page): boolean {
  return DASH.test(page.text) && behindQuote * 2 >= positions.length;
}

/** Numbers that change from article to article are facts. */
function hasFigures(page: P.Page): boolean {
  if ((page.wordCount[0] ?? 0) > NUMBERLESS_WORDS) return false;
  for (let at = 0; at < page.text.length; at++) {
    if (((CHARACTERS[page.text.charCodeAt(at)] ?? 0) & DIGIT) !== 0) return true;
  }
  return false;
}
