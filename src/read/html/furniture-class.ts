/** What a line of a page would be, were it furniture: told by the elements it stands in. */
import type { SpanClass } from "../../model/span.js";
import type { PageFacts } from "./facts.js";
import { hintBit } from "./hints.js";
import * as P from "./page.js";
import { SHORT_WORDS } from "./surroundings.js";

/** Hints of classes and ids, the telling ones first. Words of articles (`caption`, `author`) come behind those of the page. */
const BY_HINT: readonly (readonly [bits: number, name: SpanClass])[] = [
  [hintBit("comment"), "reader_comments"],
  [hintBit("share"), "share_bar"],
  [hintBit("ad"), "ad_label"],
  [hintBit("legal"), "legal_disclaimer"],
  [hintBit("related"), "link_list"],
  [hintBit("promo"), "cta"],
  [hintBit("nav") | hintBit("page") | hintBit("footer") | hintBit("search"), "navigation"],
  [hintBit("tag"), "section_label"],
  [hintBit("meta"), "page_metadata"],
];
/** Share of a line's characters in links from which it is one. */
const LINKED = 0.5;

/** The class of a line, were it furniture. */
export function furnitureClass({ page, hints, shapes, container }: PageFacts, line: number): SpanClass {
  const block = page.lines.block[line] ?? 0;
  const context = page.blocks.context[block] ?? 0;
  if ((context & (P.NAV | P.FOOTER)) !== 0) return "navigation";
  const around = container[block] ?? -1;
  const near = (hints[block] ?? 0) | (around < 0 ? 0 : (hints[around] ?? 0)) | (page.lines.inlineHints[line] ?? 0);
  const hinted = BY_HINT.find(([bits]) => (near & bits) !== 0);
  if (hinted !== undefined) return hinted[1];
  const isLinked = (page.lines.linked[line] ?? 0) >= LINKED * Math.max(1, page.lines.solid[line] ?? 0);
  return isLinked && (shapes.words[line] ?? 0) * 2 >= SHORT_WORDS ? "link_list" : "navigation";
}
