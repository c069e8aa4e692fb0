/**
 * A second article behind the first: a headline of its own, what stands under a headline (who wrote it, when, an
 * agency's dateline), paragraphs enough on both sides, and other words in them. It stays, and does not feed the fingerprint.
 *
 * ```
 * …and the gate opens again in May.         first article
 * Second port takes forty ships             headline
 * By Jane Doe                               lead
 * May 4, 2012                               lead
 * The ships had waited off the coast for …  second article
 * ```
 */
import type { Regime } from "../model/span.js";
import { classOf, type Finding, type Notes, note, weigh } from "./evidence.js";
import { readTag } from "./leads.js";
import type { CompiledLexicon } from "./lexicon/compile.js";
import type { Landmarks } from "./lexicon-notes.js";
import { solidLines } from "./line-words.js";
import * as P from "./page.js";
import { treatmentOf } from "./taxonomy.js";
import { sharedAcrossBreak } from "./vocabulary-break.js";
import { FLAG_FROM, logistic, WEIGHTS } from "./weights.js";

/** Leads in more places behind the head of a text are a live blog, a digest, or comments. */
const MOST_SITES = 2;
/** Lines with words between a headline and its first paragraph, that one included. */
const REACH = 5;
/** Different leads that a headline needs. */
const LEAST_LEADS = 2;
/** Paragraphs, and their words, on both sides of a headline. */
const LEAST_PROSE = 3;
const LEAST_WORDS = 120;
const HEADLINE_MIN = 4;
const HEADLINE_MAX = 20;
/** What no headline is. */
const NO_HEADLINE = P.COLON_END | P.ELLIPSIS_END | P.BULLET | P.LOWER_START;

/** A page, its lines with words, and words of prose and paragraphs up to each of these. */
interface Places {
  readonly page: P.Page;
  readonly solid: Int32Array;
  readonly wordsUpTo: Int32Array;
  readonly proseUpTo: Int32Array;
}

/** Notes the lines of an appended article. Linear in the text; a text without a lead is not looked at. */
export function noteAppended(
  page: P.Page,
  lexicon: CompiledLexicon,
  landmarks: Landmarks,
  regime: Regime,
  notes: Notes,
): void {
  const { leads, markers } = landmarks;
  if (page.mode !== "lines" || leads.size === 0) return;
  const places = placesOf(page);
  const sites = placesAboveLeads(places, leads);
  if (sites.length > MOST_SITES) return;
  for (const site of sites) {
    const line = places.solid[site] ?? 0;
    if (!isHeadline(page, line) || markers.some((marker) => marker < line)) continue;
    if (!hasProse(places, site, places.solid.length)) continue;
    if (leadsBehind(places, lexicon, leads, site) < LEAST_LEADS) continue;
    const shared = sharedAcrossBreak(page, lexicon.vocabulary.traits, line);
    if (shared === undefined) continue;
    noteFrom(places, site, shared, regime, notes);
    return;
  }
}

function placesOf(page: P.Page): Places {
  const solid = solidLines(page);
  const wordsUpTo = new Int32Array(solid.length + 1);
  const proseUpTo = new Int32Array(solid.length + 1);
  for (let at = 0; at < solid.length; at++) {
    const line = solid[at] ?? 0;
    const prose = P.isProse(page, line);
    proseUpTo[at + 1] = (proseUpTo[at] ?? 0) + (prose ? 1 : 0);
    wordsUpTo[at + 1] = (wordsUpTo[at] ?? 0) + (prose ? (page.wordCount[line] ?? 0) : 0);
  }
  return { page, solid, wordsUpTo, proseUpTo };
}

/** Places of the lines above leads behind the first article, which has prose enough. */
function placesAboveLeads(places: Places, leads: Landmarks["leads"]): readonly number[] {
  const { solid } = places;
  const above: number[] = [];
  for (let at = 1; at < solid.length; at++) {
    if (!leads.has(solid[at] ?? 0) || leads.has(solid[at - 1] ?? 0)) continue;
    if (hasProse(places, 0, at - 1)) above.push(at - 1);
  }
  return above;
}

function hasProse({ wordsUpTo, proseUpTo }: Places, from: number, to: number): boolean {
  const paragraphs = (proseUpTo[to] ?? 0) - (proseUpTo[from] ?? 0);
  return paragraphs >= LEAST_PROSE && (wordsUpTo[to] ?? 0) - (wordsUpTo[from] ?? 0) >= LEAST_WORDS;
}

function isHeadline(page: P.Page, line: number): boolean {
  const words = page.wordCount[line] ?? 0;
  const bits = page.bits[line] ?? 0;
  if (words < HEADLINE_MIN || words > HEADLINE_MAX || (bits & NO_HEADLINE) !== 0) return false;
  return (bits & P.TERMINAL) === 0 || (bits & P.QUESTION_END) !== 0;
}

/** Kinds of leads between a headline and its first paragraph, which is one where an agency's dateline opens it. */
function leadsBehind(
  { page, solid }: Places,
  lexicon: CompiledLexicon,
  leads: Landmarks["leads"],
  site: number,
): number {
  const kinds = new Set<string>();
  for (let at = site + 1; at <= site + REACH && at < solid.length; at++) {
    const line = solid[at] ?? 0;
    const lead = leads.get(line);
    if (lead !== undefined) kinds.add(lead);
    if (!P.isProse(page, line)) continue;
    if (readTag(page, lexicon, line)?.agency !== undefined) kinds.add("dateline");
    return kinds.size;
  }
  return 0;
}

/** Notes all lines from a headline on of which nothing surer is known, and which are no furniture. */
function noteFrom({ page, solid }: Places, site: number, shared: number, regime: Regime, notes: Notes): void {
  const detail = `its own headline and lead; ${Math.round(shared * 100)} % of the words stand in both parts`;
  for (let at = site; at < solid.length; at++) {
    const line = solid[at] ?? 0;
    if (P.isBlank(page, line) || isKnown(notes.findings.get(line), regime)) continue;
    note(notes, line, {
      rule: "appended/article",
      class: "appended_article",
      ground: "run",
      weight: WEIGHTS.appended,
      note: detail,
    });
  }
}

/** Furniture behind the headline keeps its class, by which a profile or an override may cut it. */
function isKnown(findings: readonly Finding[] | undefined, regime: Regime): boolean {
  if (findings === undefined) return false;
  const weight = weigh(findings);
  if (weight >= WEIGHTS.appended) return true;
  return treatmentOf(classOf(findings)) === "cut" && logistic(WEIGHTS.prior[regime] + weight) >= FLAG_FROM;
}
