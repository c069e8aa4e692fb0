/**
 * Runs Readability over pages, for bench:html: node html-peers.mjs FOLDER, the folder that @mozilla/readability and
 * linkedom are installed in. Rows as in html-peers.py.
 */
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const TOOL = "Readability";
const require = createRequire(join(resolve(process.argv[2]), "package.json"));
const { Readability } = require("@mozilla/readability");
const { parseHTML } = require("linkedom");

const BLOCKS = new Set(
  "P DIV LI BR H1 H2 H3 H4 H5 H6 TR TD BLOCKQUOTE PRE TABLE UL OL FIGURE FIGCAPTION SECTION ARTICLE DT DD".split(" "),
);

/** Text with a line a block: without it the words of neighbouring paragraphs would run together. */
function textOf(node) {
  if (node.nodeType === 3) return node.data;
  const inside = [...node.childNodes].map(textOf).join("");
  return BLOCKS.has(node.nodeName) ? `\n${inside}\n` : inside;
}

function extract(html) {
  const { document } = parseHTML(html);
  const article = new Readability(document).parse();
  return article === null ? "" : textOf(parseHTML(`<html><body>${article.content}</body></html>`).document.body);
}

function row(page) {
  const start = performance.now();
  let text = "";
  try {
    text = extract(page.html);
  } catch {
    // A page that the tool cannot read counts as an empty text, as for the others.
  }
  return { tool: TOOL, id: page.id, text, seconds: (performance.now() - start) / 1000 };
}

const { version } = require("@mozilla/readability/package.json");
process.stdout.write(`${JSON.stringify({ tool: TOOL, version })}\n`);
for await (const line of createInterface({ input: process.stdin })) {
  if (line !== "") process.stdout.write(`${JSON.stringify(row(JSON.parse(line)))}\n`);
}
