/** The words of a list that is written as running text. */
export function wordList(words: string): readonly string[] {
  return words.trim().split(/\s+/);
}
