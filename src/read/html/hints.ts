/** What the words of a class or an id say about an element's part in a page. Facts of web design, in English as the code of pages is. */

const words = (list: string): readonly string[] => list.trim().split(/\s+/);

/** Name of a hint → words that give it. At most 31, one bit each, in this order. */
const VOCABULARY: Readonly<Record<string, readonly string[]>> = {
  article: words("article story post entry hentry blog blogpost news newsarticle"),
  body: words("body text copy prose richtext paragraph paragraphs maintext fulltext articlebody storybody postbody"),
  content: words("content contents maincontent"),
  main: words("main primary center central"),
  nav: words("nav navbar navigation menu submenu topbar breadcrumb breadcrumbs masthead tab tabs skip sitemap subnav"),
  header: words("header head hd top page"),
  footer: words("footer foot ft bottom colophon"),
  side: words("sidebar side rail aside secondary tertiary complementary right left column col"),
  comment: words("comment comments commenter disqus discussion discuss respond reply replies livefyre forum thread"),
  related: words(`
    related recommended recommendation recommendations more popular trending latest recent most mostread mostpopular
    suggested similar also recirc recirculation taboola outbrain teaser teasers headlines promoted seealso readmore
    editorspicks picks promos hot top10 ranking zergnet yarpp
  `),
  share: words(`
    share sharing shares social facebook email print tools toolbar addthis sharethis addtoany follow fb
    whatsapp pinterest linkedin reddit stumbleupon digg bookmark bookmarks like likes sns plusone
  `),
  promo: words(`
    promo promotion newsletter subscribe subscription subscriptions signup register registration login signin paywall
    offer offers cta callout donate donation app download marketing
  `),
  ad: words(
    "ad ads advert adverts advertisement advertising advertorial sponsor sponsored sponsors dfp adsense banner gpt adbox leaderboard mpu",
  ),
  legal: words("cookie cookies gdpr consent copyright legal disclaimer terms privacy policy ccpa"),
  widget: words(
    "widget widgets module box carousel slider popup modal overlay tooltip dropdown flyout lightbox dialog panel portlet",
  ),
  list: words("list items item links link index archive listing feed stream river grid card cards tile tiles"),
  tag: words("tag tags topic topics keyword keywords category categories taxonomy label labels filed"),
  author: words("author authors byline bio biography avatar profile contributor contributors writer vcard"),
  meta: words("meta date time timestamp dateline info published posted updated datetime pubdate details"),
  caption: words("caption captions credit credits cutline wp"),
  media: words(
    "photo photos image images img media video videos gallery slideshow picture pictures player audio figure thumb thumbnail",
  ),
  title: words("title headline subtitle subhead subheadline deck dek kicker eyebrow hed"),
  summary: words("summary excerpt lead lede intro standfirst description abstract teasertext snippet"),
  search: words("search form input button btn"),
  page: words("pagination pager paging pages next prev previous prevnext nextprev"),
  hidden: words("hidden hide sr visually screenreader offscreen invisible noprint print-only accessibility"),
  note: words("note notice alert message warning error correction editorial status"),
  inset: words(
    "inset pullquote pull infobox factbox quote blockquote embed embedded highlight keypoints tweet twitter",
  ),
  rate: words("rating ratings rate vote votes poll survey review reviews score"),
  shop: words("shop product products price buy store deal deals cart coupon market stock ticker quotes weather"),
};

export const HINT_NAMES: readonly string[] = Object.keys(VOCABULARY);

const BITS: ReadonlyMap<string, number> = new Map(
  HINT_NAMES.flatMap((name, bit) => (VOCABULARY[name] ?? []).map((word) => [word, 1 << bit] as const)),
);

/** Compound words without a border (`storybody`, `relatedlinks`) are seen as two from so many letters on. */
const COMPOUND_PART = 4;
/** Longer words are made by machines. */
const WORD_MAX = 32;
/** Words looked at in one class and id. */
const WORDS_MAX = 24;

/** The bit of a hint by its name. */
export function hintBit(name: string): number {
  const bit = HINT_NAMES.indexOf(name);
  if (bit < 0) throw new Error(`expected the name of a hint, found ${name}`);
  return 1 << bit;
}

/** Words of a class or id in lower case: split at signs, digits and inner capitals. At most WORDS_MAX. */
export function hintWords(names: string): string[] {
  const found =
    names
      .replace(/([a-z])([A-Z])/g, "$1 $2")
      .toLowerCase()
      .match(/[a-z]+/g) ?? [];
  return found.slice(0, WORDS_MAX);
}

/** All hints of a class and id, as bits. */
export function hintsOf(names: string): number {
  let bits = 0;
  for (const word of hintWords(names)) bits |= BITS.get(word) ?? compound(word);
  return bits;
}

function compound(word: string): number {
  if (word.length < COMPOUND_PART * 2 || word.length > WORD_MAX) return 0;
  let bits = 0;
  for (let cut = COMPOUND_PART; cut <= word.length - 2; cut++) bits |= BITS.get(word.slice(0, cut)) ?? 0;
  for (let cut = 2; cut <= word.length - COMPOUND_PART; cut++) bits |= BITS.get(word.slice(cut)) ?? 0;
  return bits;
}

/** Different classes remembered; a page with more starts anew. */
const REMEMBERED = 10_000;

/** `hintsOf` with a memory, for one page. */
export class HintReader {
  readonly #known = new Map<string, number>();

  read(names: string): number {
    if (names === "") return 0;
    const known = this.#known.get(names);
    if (known !== undefined) return known;
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    const hints = hintsOf(names);
    this.#known.set(names, hints);
    return hints;
  }
}

/** A number equal for equal tags and classes, digits left out: cards of one list have one. */
export function signatureOf(tag: string, names: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < tag.length; i++) hash = Math.imul(hash ^ tag.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ 0x20, 0x01000193);
  for (let i = 0; i < names.length; i++) {
    const unit = names.charCodeAt(i);
    if (unit < 0x30 || unit > 0x39) hash = Math.imul(hash ^ unit, 0x01000193);
  }
  return hash | 0;
}
