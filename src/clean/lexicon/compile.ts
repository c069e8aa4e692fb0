/**
 * Compiles lexicons into one trie of words: anchored rules hang from one root, free rules from another. A line is
 * matched by walking the trie from its first word, and from every word that a free rule starts with. Slots and gaps
 * are bounded, so the work per word is bounded and matching is linear in the text.
 */

import type { Lexis } from "../../model/page-reader.js";
import { EDGE_SIGNS, SIGNS } from "../signs.js";
import * as V from "../vocabulary.js";
import { type FirstWord, firstWordsOf, nodesOf } from "./first-words.js";
import { lexisOf } from "./lexis.js";
import { type Part, parsePattern, type Sequence, wordsIn } from "./pattern.js";
import { mergedSlots, type Start, startOf, sumUpReach } from "./reach.js";
import type { Lexicon, LexiconRule } from "./rule.js";
import { createNode, step, stepGap, stepSlot, type TrieNode } from "./trie.js";
import { walksOf } from "./walks.js";

/** Compiled lexicons; never written after compiling. */
export interface CompiledLexicon {
  readonly rules: readonly LexiconRule[];
  readonly vocabulary: V.Vocabulary;
  readonly anchored: TrieNode;
  readonly anchoredStart: Start;
  /** What stands behind the first word of anchored rules, by the number of that word. */
  readonly anchoredStarts: readonly (FirstWord | undefined)[];
  /** What stands behind the first word of free rules, by the number of that word. */
  readonly freeStarts: readonly (FirstWord | undefined)[];
  /** What the rules ask of a line that start with a word, by its number; see reach.ts. */
  readonly startAsks: Uint16Array;
  /** 1 for signs that a whole-line rule looks through at its edges. */
  readonly edgeSign: Uint8Array;
  /** The numbers of agencies' words, one trie of its own. */
  readonly agencies: TrieNode;
  readonly agencyStart: Start;
  readonly agencyStarts: readonly (FirstWord | undefined)[];
  /** The vocabulary and the first words of free rules, for a kernel. */
  readonly lexis: Lexis;
  /** Whether a language writes dates as numbers with points or dashes. */
  readonly numericDates: boolean;
}

/** @throws {SyntaxError} where a rule's text is malformed; @throws {RangeError} where two rules share an id. */
export function compileLexicon(lexicons: readonly Lexicon[]): CompiledLexicon {
  const rules = lexicons.flatMap((lexicon) => lexicon.rules);
  checkIds(rules);
  const parsed = rules.map((rule) => rule.texts.map((text) => parsePattern(text)));
  const agencies = lexicons.flatMap((lexicon) => lexicon.agencies.map((text) => parsePattern(text)));
  const vocabulary = V.createVocabulary(vocabularyOf(lexicons, [...parsed.flat(), ...agencies]));
  const anchored = createNode();
  const free = createNode();
  for (const [index, rule] of rules.entries()) {
    const root = rule.match === "phrase" || rule.match === "suffix" ? free : anchored;
    for (const sequence of parsed[index] ?? []) {
      if (root === free && !startsWithWord(sequence))
        throw new SyntaxError(`rule ${rule.id}: a ${rule.match} must start with a word`);
      insert(root, sequence, index, vocabulary);
    }
  }
  const freeStarts = firstWordsOf(free, vocabulary.traits.length);
  const anchoredStarts = firstWordsOf(anchored, vocabulary.traits.length);
  const roots = [anchored, ...nodesOf(freeStarts), ...nodesOf(anchoredStarts)];
  sumUpReach(roots, rules, vocabulary.traits.length);
  const anchoredStart = startOf(anchored, vocabulary.traits.length);
  const agencyRoot = createNode();
  for (const sequence of agencies) insert(agencyRoot, sequence, 0, vocabulary);
  sumUpReach([agencyRoot], [], vocabulary.traits.length);
  const known = {
    ...{ rules, vocabulary, anchored, anchoredStarts, freeStarts, agencies: agencyRoot },
    agencyStart: startOf(agencyRoot, vocabulary.traits.length),
    agencyStarts: firstWordsOf(agencyRoot, vocabulary.traits.length),
    anchoredStart: { ...anchoredStart, slots: mergedSlots(anchoredStart.slots) },
    edgeSign: marks(
      vocabulary,
      EDGE_SIGNS.map((sign) => vocabulary.number(sign)),
    ),
  };
  return {
    ...known,
    lexis: { ...lexisOf(vocabulary, freeStarts), walks: walksOf(known) },
    startAsks: Uint16Array.from(freeStarts, (start) => start?.node.asks ?? 0),
    numericDates: lexicons.some(({ numericDates }) => numericDates === true),
  };
}

function checkIds(rules: readonly LexiconRule[]): void {
  const seen = new Set<string>();
  for (const { id } of rules) {
    if (seen.has(id)) throw new RangeError(`lexicon rule ${id} is defined twice`);
    seen.add(id);
  }
}

function vocabularyOf(
  lexicons: readonly Lexicon[],
  sequences: readonly Sequence[],
): Iterable<readonly [string, number]> {
  const words: [string, number][] = [];
  for (const sign of SIGNS.values()) words.push([sign, 0]);
  if (lexicons.some(({ numericDates }) => numericDates === true))
    for (const letter of V.DATE_LETTERS) words.push([letter, 0]);
  const spoken: string[] = [];
  for (const sequence of sequences) wordsIn(sequence, spoken);
  for (const word of new Set(spoken)) words.push([word, 0]);
  for (const lexicon of lexicons) {
    for (const [list, trait] of traitsOf(lexicon)) for (const word of list) words.push([word, trait]);
  }
  return words;
}

function traitsOf(lexicon: Lexicon): readonly (readonly [readonly string[], number])[] {
  return [
    [lexicon.stopWords, V.STOP],
    [lexicon.reporting, V.REPORTING],
    [lexicon.months, V.MONTH],
    [lexicon.weekdays, V.WEEKDAY],
    [lexicon.reader, V.READER],
    [lexicon.interfaceWords, V.INTERFACE],
    [lexicon.gluedLabels, V.GLUABLE],
    [lexicon.sections, V.SECTION],
    [lexicon.corrections, V.CORRECTION],
  ];
}

function insert(root: TrieNode, sequence: Sequence, rule: number, vocabulary: V.Vocabulary): void {
  const node = extend(root, sequence, vocabulary);
  if (!node.rules.includes(rule)) node.rules.push(rule);
}

/**
 * Adds a sequence behind a node and gives the node it ends in. Behind a choice nothing is shared with other texts.
 * Indexed loops, as in all recursion here: engines are slow to compile it through iterators.
 */
function extend(from: TrieNode, sequence: Sequence, vocabulary: V.Vocabulary): TrieNode {
  let node = from;
  for (let i = 0; i < sequence.length; i++) {
    const part = sequence[i] as Part;
    if (part.kind === "word") node = step(node, vocabulary.number(part.word));
    else if (part.kind === "slot") node = stepSlot(node, part.slot);
    else if (part.kind === "gap") node = stepGap(node, part.most);
    else {
      const meeting = createNode();
      for (let way = 0; way < part.among.length; way++)
        extend(node, part.among[way] ?? [], vocabulary).joins.push(meeting);
      node = meeting;
    }
  }
  return node;
}

/** A free rule starts with a word, not with a slot or a gap: so most words of a text cost one look. */
function startsWithWord(sequence: Sequence): boolean {
  const first = sequence[0];
  if (first === undefined || first.kind === "slot" || first.kind === "gap") return false;
  if (first.kind === "word") return true;
  return first.among.every((way) => startsWithWord([...way, ...sequence.slice(1)]));
}

function marks(vocabulary: V.Vocabulary, numbers: readonly number[]): Uint8Array {
  const out = new Uint8Array(vocabulary.traits.length);
  for (const number of numbers) out[number] = 1;
  return out;
}
