/** The words that rules start with. Most of them are common ones, so the second word is asked before walking on. */
import { hasBit, nextWords } from "./reach.js";
import { createNode, type TrieNode } from "./trie.js";

/** What stands behind the first word of rules. */
export interface FirstWord {
  readonly node: TrieNode;
  /** Numbers of words that may come second, as bits; `undefined` where something else may. */
  readonly second: Uint32Array | undefined;
}

/** What starts with a word at a root, by the number of that word, `words` the size of the vocabulary. */
export function firstWordsOf(root: TrieNode, words: number): readonly (FirstWord | undefined)[] {
  const starts = new Array<TrieNode | undefined>(words).fill(undefined);
  const pending = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const [word, behind] of node.words) {
      const known = starts[word];
      if (known === undefined) starts[word] = behind;
      else starts[word] = createNode([known, behind]);
    }
    for (const meeting of node.joins) pending.push(meeting);
  }
  return starts.map((node) => node && { node, second: nextWords(node, words) });
}

/** The nodes behind the words that rules start with. */
export function nodesOf(starts: readonly (FirstWord | undefined)[]): readonly TrieNode[] {
  const nodes: TrieNode[] = [];
  for (const start of starts) if (start !== undefined) nodes.push(start.node);
  return nodes;
}

/** Whether the word at a place and the one behind it, both before `stop`, may open rules that start with words. */
export function opensWith(
  starts: readonly (FirstWord | undefined)[],
  ids: Uint16Array,
  word: number,
  stop: number,
): boolean {
  const start = starts[ids[word] ?? 0];
  return (
    start !== undefined &&
    (start.second === undefined || hasBit(start.second, word + 1 < stop ? (ids[word + 1] ?? 0) : 0))
  );
}
