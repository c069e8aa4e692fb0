/** What is done with each class of furniture once it is certain. */
import type { SpanClass } from "../model/span.js";

/** `cut`: goes. `aside`: stays, and does not feed the fingerprint. */
export type Treatment = "cut" | "aside";

/** Classes that stay in the text: captions, dates and reporter credits belong to the article, not to its likeness. */
const ASIDE: ReadonlySet<SpanClass> = new Set<SpanClass>([
  "publication_date",
  "byline",
  "credit_line",
  "image_caption",
  "author_bio",
  "press_release",
  "near_repeat",
  "pull_quote",
  "appended_article",
]);

/** What happens to a class under a profile that cuts. */
export function treatmentOf(spanClass: SpanClass): Treatment {
  return ASIDE.has(spanClass) ? "aside" : "cut";
}

/** Classes whose cut does not count towards the guard: the first copy stays, or readers wrote it. */
export function isUncounted(spanClass: SpanClass): boolean {
  return (
    spanClass === "repeated_block" ||
    spanClass === "repeated_line" ||
    spanClass === "repeated_headline" ||
    spanClass === "reader_comments"
  );
}
