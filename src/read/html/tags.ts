/** What each tag means for text: HTML Living Standard §15.3 (which are blocks) and §13.2.6 (which end tags are implied). */
import * as P from "./page.js";

const words = (list: string): readonly string[] => list.trim().split(/\s+/);

/** Begins and ends a line. */
const BLOCK_TAGS = words(`
  html head body address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer
  form frameset h1 h2 h3 h4 h5 h6 header hgroup legend li main menu nav noframes ol p pre listing xmp search section
  summary table caption tbody thead tfoot tr td th ul
`);

/** Text inside is never shown, or is not the page's. */
const SKIPPED_TAGS = words(`
  script style template noscript svg iframe applet embed audio video canvas select datalist textarea noembed
  noframes title map optgroup option
`);

const VOID_TAGS = words("area base basefont br col embed frame hr img input keygen link meta param source track wbr");

/** A begin tag of these ends an open <p>. */
const ENDS_PARAGRAPH = words(`
  address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5
  h6 header hgroup hr main menu nav ol p pre listing search section summary table ul li dd dt
`);

/** Elements that shut an end tag of an element outside them out. */
const SCOPE_TAGS = words("table td th caption");

const CONTEXT: ReadonlyMap<string, number> = new Map(
  Object.entries({
    nav: P.NAV,
    header: P.HEADER,
    footer: P.FOOTER,
    aside: P.ASIDE,
    article: P.ARTICLE,
    main: P.MAIN,
    section: P.SECTION,
    figure: P.FIGURE,
    figcaption: P.FIGURE | P.CAPTION,
    caption: P.CAPTION,
    form: P.FORM,
    fieldset: P.FORM,
    ul: P.LIST,
    ol: P.LIST,
    dl: P.LIST,
    menu: P.LIST,
    dir: P.LIST,
    li: P.ITEM,
    dd: P.ITEM,
    dt: P.ITEM,
    table: P.TABLE,
    td: P.CELL,
    th: P.CELL,
    h1: P.HEADING,
    h2: P.HEADING,
    h3: P.HEADING,
    h4: P.HEADING,
    h5: P.HEADING,
    h6: P.HEADING,
    blockquote: P.QUOTE,
    pre: P.PRE,
    listing: P.PRE,
    xmp: P.PRE,
    p: P.PARAGRAPH,
    address: P.ADDRESS,
    details: P.DETAILS,
    search: P.FORM,
  }),
);

const ROLES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    navigation: P.NAV,
    menu: P.NAV,
    menubar: P.NAV,
    banner: P.HEADER,
    contentinfo: P.FOOTER,
    complementary: P.ASIDE,
    article: P.ARTICLE,
    main: P.MAIN,
    form: P.FORM,
    search: P.FORM,
    list: P.LIST,
    listitem: P.ITEM,
    heading: P.HEADING,
  }),
);

export const BLOCKS: ReadonlySet<string> = new Set(BLOCK_TAGS);
export const SKIPPED: ReadonlySet<string> = new Set(SKIPPED_TAGS);
export const VOIDS: ReadonlySet<string> = new Set(VOID_TAGS);
export const PARAGRAPH_ENDERS: ReadonlySet<string> = new Set(ENDS_PARAGRAPH);
export const SCOPES: ReadonlySet<string> = new Set(SCOPE_TAGS);
export const CELLS: ReadonlySet<string> = new Set(["td", "th"]);
export const HEADINGS: ReadonlySet<string> = new Set(["h1", "h2", "h3", "h4", "h5", "h6"]);
export const STRESSES: ReadonlySet<string> = new Set(["b", "strong", "em", "i"]);
export const PRESSES: ReadonlySet<string> = new Set(["button", "label", "summary", "legend"]);
/** Their end tags reach through table cells; every other end tag stays inside its cell. */
export const TABLE_PARTS: ReadonlySet<string> = new Set([
  ...["table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption"],
  ...["body", "html"],
]);

/** Begin tag → elements it ends, and the elements that stop the search for them. */
export const IMPLIED_ENDS: ReadonlyMap<
  string,
  { readonly ends: ReadonlySet<string>; readonly stops: ReadonlySet<string> }
> = new Map(
  [
    ["li", "li", "ul ol menu dir table td th blockquote section article"],
    ["dd", "dd dt", "dl table td th"],
    ["dt", "dd dt", "dl table td th"],
    ["td", "td th", "table tr"],
    ["th", "td th", "table tr"],
    ["tr", "tr", "table tbody thead tfoot"],
    ["tbody", "tbody thead tfoot", "table"],
    ["thead", "tbody thead tfoot", "table"],
    ["tfoot", "tbody thead tfoot", "table"],
    ["body", "head", "body"],
  ].map(([name, ends, stops]) => [
    name as string,
    { ends: new Set(words(ends as string)), stops: new Set(words(stops as string)) },
  ]),
);

/** The bits of page.ts that a tag and a role stand for. */
export function contextOf(tag: string, role: string | undefined): number {
  const own = CONTEXT.get(tag) ?? 0;
  return role === undefined ? own : own | (ROLES.get(role.trim().toLowerCase()) ?? 0);
}
