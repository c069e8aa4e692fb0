/** The trie of words, slots and gaps that rules are compiled into. */
import type { Slot } from "./pattern.js";

/** A place in the trie. Lists are short and mostly empty; they are arrays because a walk asks each node for them. */
export interface TrieNode {
  words: ReadonlyMap<number, TrieNode>;
  readonly slots: SlotEdge[];
  /** Widest gap and what stands behind it. */
  readonly gaps: GapEdge[];
  /** Where the ways of a choice meet again; reached without a word. */
  readonly joins: TrieNode[];
  /** Rules whose text ends here. */
  readonly rules: number[];
  /** What the rules here and behind ask of a line, the longest line any of them fires in, … */
  asks: number;
  mostWords: number;
  /** … which they are, a bit each by the lowest five of their numbers, … */
  ruleBits: number;
  /** … and most words up to where one of them ends; see reach.ts. Filled in once all rules are inserted. */
  farthest: number;
  /** Behind a slot or a gap and where ways meet: the words that may come next, as bits; `undefined` where something else may. */
  next: Uint32Array | undefined;
  /** The number of the one word of `words`, and what is behind it; 0 where there are several, −1 where there is none. */
  word: number;
  behindWord: TrieNode | undefined;
}

export interface SlotEdge {
  readonly slot: Slot;
  readonly behind: TrieNode;
}

export interface GapEdge {
  readonly most: number;
  readonly behind: TrieNode;
}

export const NO_WORD = -1;
export const SEVERAL_WORDS = 0;

/** Farther than any walk is long. */
const NOWHERE = -1e6;

/** Of nodes that no word leads on from, which are most. */
const NO_WORDS: ReadonlyMap<number, TrieNode> = new Map();

/**
 * A node with nothing behind it but what is given; it keeps the lists. All nodes are made here, alike: walks are twice as
 * fast through such.
 */
export function createNode(joins: TrieNode[] = [], slots: SlotEdge[] = []): TrieNode {
  return {
    words: NO_WORDS,
    slots,
    gaps: [],
    joins,
    rules: [],
    asks: 0,
    mostWords: 0,
    ruleBits: 0,
    farthest: NOWHERE,
    next: undefined,
    word: NO_WORD,
    behindWord: undefined,
  };
}

/** The node behind a word, made where it is missing. */
export function step(node: TrieNode, word: number): TrieNode {
  const known = node.words.get(word);
  if (known !== undefined) return known;
  const made = createNode();
  const isFirst = node.words === NO_WORDS;
  node.words = isFirst ? new Map([[word, made]]) : (node.words as Map<number, TrieNode>).set(word, made);
  node.word = isFirst ? word : SEVERAL_WORDS;
  node.behindWord = isFirst ? made : undefined;
  return made;
}

/** The node behind a word, if any: of most nodes it takes no look into the map. */
export function behindWord(node: TrieNode, word: number): TrieNode | undefined {
  if (node.word === SEVERAL_WORDS) return node.words.get(word);
  return node.word === word ? node.behindWord : undefined;
}

/** The node behind a slot, made where it is missing. */
export function stepSlot(node: TrieNode, slot: Slot): TrieNode {
  const known = node.slots.find((edge) => edge.slot === slot);
  if (known !== undefined) return known.behind;
  const behind = createNode();
  node.slots.push({ slot, behind });
  return behind;
}

/** The node behind a gap, made where it is missing. */
export function stepGap(node: TrieNode, most: number): TrieNode {
  const known = node.gaps.find((edge) => edge.most === most);
  if (known !== undefined) return known.behind;
  const behind = createNode();
  node.gaps.push({ most, behind });
  return behind;
}
