/** Lines of a templates file, ready to be looked up. */
import type { SourceTemplates, TemplateLine, Templates } from "../../model/templates.js";
import type { Page } from "../page.js";
import { readLine } from "../read-page.js";
import type { Vocabulary } from "../vocabulary.js";
import { foldedLine, keyOf, type LineKey } from "./line-key.js";

/** A template line that a line of an article equals. */
export interface TemplateHit {
  readonly line: TemplateLine;
  /** Clusters that were counted, of the source or of all. */
  readonly of: number;
  /** Whether the source's own list names it, or the list for all sources. */
  readonly scope: "source" | "global";
}

/** The template that a line of a page equals, for articles of one source. */
export type TemplateLookup = (page: Page, line: number) => TemplateHit | undefined;

/** Gives the lookup for an article; its title is never a template, as other articles list it under theirs. */
export type TemplatesFor = (source: string, title?: string) => TemplateLookup;

/** Compiles templates once. The list of a source is asked before the list for all. */
export function compileTemplates(templates: Templates, vocabulary: Vocabulary): TemplatesFor {
  const tables = new Map<string, LineTable>();
  for (const [source, set] of templates.sources) tables.set(source, tableOf(set, "source", vocabulary));
  const global = tableOf(templates.global, "global", vocabulary);
  return (source, title = "") => {
    const own = tables.get(source);
    const headline = foldedLine(readLine(title, vocabulary), 0);
    const key: LineKey = { lo: 0, hi: 0 };
    return (page, line) => {
      if (!keyOf(page, line, key)) return undefined;
      const hit = find(own, key, page, line) ?? find(global, key, page, line);
      return hit?.folded === headline ? undefined : hit;
    };
  };
}

/** Hits by one half of the line's hash; few lines share it. */
type LineTable = ReadonlyMap<number, readonly FoldedHit[]>;

interface FoldedHit extends TemplateHit {
  readonly folded: string;
}

function tableOf(
  set: Pick<SourceTemplates, "lines" | "clusters">,
  scope: TemplateHit["scope"],
  vocabulary: Vocabulary,
): LineTable {
  const table = new Map<number, FoldedHit[]>();
  const key: LineKey = { lo: 0, hi: 0 };
  for (const line of set.lines) {
    const page = readLine(line.text, vocabulary);
    if (page.lines.count !== 1 || !keyOf(page, 0, key)) continue;
    const hit = { line, of: set.clusters, scope, folded: foldedLine(page, 0) };
    const known = table.get(key.lo | 0);
    if (known === undefined) table.set(key.lo | 0, [hit]);
    else known.push(hit);
  }
  return table;
}

function find(table: LineTable | undefined, key: LineKey, page: Page, line: number): FoldedHit | undefined {
  const hits = table?.get(key.lo | 0);
  if (hits === undefined) return undefined;
  const folded = foldedLine(page, line);
  return hits.find((hit) => hit.folded === folded);
}
