import type { Span } from "../model/span.js";

/**
 * Puts the cut text of `remove` and `trim` spans back. The spans are those of one cleaning: sorted by `start`, cut
 * spans disjoint, each with its `removed` text. The result equals the original unit for unit.
 */
export function restore(cleanText: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let restored = 0;
  let taken = 0;
  for (const { start, removed } of spans.filter(({ action }) => action !== "flag")) {
    const kept = cleanText.slice(taken, taken + start - restored);
    parts.push(kept, removed ?? "");
    taken += kept.length;
    restored = start + (removed?.length ?? 0);
  }
  parts.push(cleanText.slice(taken));
  return parts.join("");
}
