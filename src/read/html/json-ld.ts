/** What an article's JSON-LD (schema.org) says; broken JSON and strange shapes give nothing, never an error. */

export interface JsonLdArticle {
  readonly headline?: string;
  readonly datePublished?: string;
  readonly authors?: readonly string[];
  readonly url?: string;
  readonly language?: string;
  readonly publisher?: string;
}

/** Types that are articles: Article, NewsArticle, ReportageNewsArticle, LiveBlogPosting, … */
const ARTICLE_TYPE = /(?:Article|BlogPosting|Report)$/;
/** Nodes looked at in one block. */
const NODES_MAX = 10_000;
const AUTHORS_MAX = 10;
const VALUE_MAX = 1000;

/** The properties that are read. */
interface Node {
  readonly "@type"?: unknown;
  readonly "@id"?: unknown;
  readonly "@graph"?: unknown;
  readonly mainEntity?: unknown;
  readonly mainEntityOfPage?: unknown;
  readonly headline?: unknown;
  readonly name?: unknown;
  readonly datePublished?: unknown;
  readonly author?: unknown;
  readonly url?: unknown;
  readonly inLanguage?: unknown;
  readonly publisher?: unknown;
}

/** The first article of the blocks, in the order of the page. */
export function findArticle(blocks: readonly string[]): JsonLdArticle | undefined {
  for (const block of blocks) {
    const article = articleIn(parse(block));
    if (article !== undefined) return describe(article);
  }
  return undefined;
}

/** Strict first; then without what templates leave behind: comment marks, raw line ends in strings, a comma too many. */
function parse(block: string): unknown {
  for (const text of [block, mend(block)]) {
    try {
      return JSON.parse(text);
    } catch {
      // The second attempt follows; a block that fails twice says nothing.
    }
  }
  return undefined;
}

function mend(block: string): string {
  const from = block.search(/[[{]/);
  const to = Math.max(block.lastIndexOf("}"), block.lastIndexOf("]"));
  if (from < 0) return "";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: raw control characters are what breaks such JSON
  const flat = block.slice(from, to + 1).replace(/[\u0000-\u001f]/g, " ");
  return flat.replace(/, {0,200}([}\]])/g, "$1");
}

/** Breadth first through arrays, @graph and mainEntity. */
function articleIn(root: unknown): Node | undefined {
  const queue: unknown[] = [root];
  for (let at = 0; at < queue.length && at < NODES_MAX; at++) {
    const node = queue[at];
    if (Array.isArray(node)) {
      for (const item of node.slice(0, NODES_MAX)) queue.push(item);
    } else if (isNode(node)) {
      if (typesOf(node).some((type) => ARTICLE_TYPE.test(type))) return node;
      queue.push(node["@graph"], node.mainEntity, node.mainEntityOfPage);
    }
  }
  return undefined;
}

function describe(node: Node): JsonLdArticle {
  const page = node.mainEntityOfPage;
  const fields = {
    headline: textOf(node.headline) ?? textOf(node.name),
    datePublished: textOf(node.datePublished),
    authors: namesOf(node.author),
    url: textOf(node.url) ?? textOf(page) ?? (isNode(page) ? textOf(page["@id"]) : undefined),
    language: textOf(node.inLanguage),
    publisher: namesOf(node.publisher)?.[0],
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as JsonLdArticle;
}

/** Names of people or organisations: strings, nodes with a name, or lists of both. */
function namesOf(value: unknown): readonly string[] | undefined {
  const items = (Array.isArray(value) ? value : [value]).slice(0, AUTHORS_MAX);
  const names = items.flatMap((item) => textOf(isNode(item) ? item.name : item) ?? []);
  return names.length === 0 ? undefined : names;
}

function typesOf(node: Node): readonly string[] {
  const type = node["@type"];
  return (Array.isArray(type) ? type : [type]).filter((each): each is string => typeof each === "string");
}

function textOf(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.slice(0, VALUE_MAX).replace(/\s+/g, " ").trim();
  return text === "" ? undefined : text;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
