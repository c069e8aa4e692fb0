import type { SpanAction } from "./span.js";

/** Those of spans, or of decisions about them, that cut text. Not by `filter`: such a list is of one kind or another to the engine, by how warm it is. */
export function cutsAmong<T extends { readonly action: SpanAction }>(spans: readonly T[]): T[] {
  const cuts: T[] = [];
  for (const span of spans) if (span.action !== "flag") cuts.push(span);
  return cuts;
}
