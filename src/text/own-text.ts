/**
 * A copy of a text that holds nothing but its units. To the engine a slice is a view of the whole text, and a sum is its parts
 * until it is read: one that is kept keeps all of these.
 */
export function ownText(text: string): string {
  const half = text.length >> 1;
  return [text.slice(0, half), text.slice(half)].join("");
}
