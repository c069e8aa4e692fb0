import type { Cluster, Member } from "../model/cluster.js";
import type { Pair, Relation } from "../model/pair.js";
import type { ClassCount, Summary } from "../model/summary.js";

/** Colours for a terminal; each takes and gives text. `PLAIN` leaves it as it is. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
}

const same = (text: string): string => text;
export const PLAIN: Paint = { bold: same, dim: same, good: same, bad: same };

/** Rows shown of a list that may be long. */
export const ROWS_SHOWN = 16;

/** What a run under the profile `none` says of its cleaning. */
const UNTOUCHED = "Texts were compared as they came: nothing was looked for, nothing cut (profile none)";

/**
 * What a finished run found, for people: counts first, then furniture, clusters, other pairs and warnings.
 * @param clusters those of most members, the largest first; ROWS_SHOWN are shown.
 * @param others pairs that are no copies, the most alike first, as `mostAlike` gives them.
 */
export function terminalSummary(
  summary: Summary,
  clusters: readonly Cluster[],
  others: readonly Pair[],
  paint: Paint = PLAIN,
): string {
  const parts = [
    headline(summary, paint),
    untouched(summary),
    section("Cut from the text", cutRows(summary), paint),
    section("Flagged and kept", flagRows(summary), paint),
    section("Clusters of copies (canonical first)", clusterRows(clusters, paint), paint, summary.articles.clusters),
    section("Alike, but no copies", otherRows(others, summary, paint), paint, otherCount(summary)),
    section("Kept at other thresholds", previewRows(summary), paint),
    section("Warnings", summary.warnings.map(printable), paint),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function headline({ records, articles, repeats, known }: Summary, paint: Paint): string {
  const kept = paint.bold(`${count(records.articles, "article")} → ${articles.kept} kept`);
  const copies = `${count(articles.duplicates, "copy", "copies")} in ${count(articles.clusters, "cluster")}`;
  const rejected = records.rejected === 0 ? "" : `, ${paint.bad(`${count(records.rejected, "record")} rejected`)}`;
  const earlier = known === undefined ? "" : `, against ${count(known, "earlier one")}`;
  const recurring = repeats === undefined ? "" : `, ${count(repeats.paragraphs, "paragraph")} in several articles`;
  return `${kept}${earlier}, ${copies}${recurring}${rejected}`;
}

/** What to say where texts must not be taken for ones without furniture; else empty. */
export function untouched({ options }: Summary): string {
  const { profile } = options as { readonly profile?: string };
  return profile === "none" ? UNTOUCHED : "";
}

/** @param all rows that there are, where only the first are given. */
function section(title: string, rows: readonly string[], paint: Paint, all = rows.length): string {
  if (rows.length === 0) return "";
  const more = all > ROWS_SHOWN ? [paint.dim(`  … and ${all - ROWS_SHOWN} more`)] : [];
  return [paint.bold(title), ...rows.slice(0, ROWS_SHOWN).map((row) => `  ${row}`), ...more].join("\n");
}

function cutRows({ classes, text }: Summary): string[] {
  const rows = classes.filter(({ action }) => action !== "flag").map(classRow);
  if (rows.length === 0) return [];
  const total = `${percent(text.cut, text.units)} of the characters, in ${count(text.articlesCut, "article")}`;
  return [total, ...rows];
}

const flagRows = ({ classes }: Summary): string[] => classes.filter(({ action }) => action === "flag").map(classRow);

function classRow({ class: name, spans, articles, example }: ClassCount): string {
  const where = `${count(spans, "span")} in ${count(articles, "article")}`;
  return `${name.padEnd(18)} ${where.padEnd(24)} ${printable(`${example.id}: “${example.text}”`)} (${example.rule})`;
}

function clusterRows(clusters: readonly Cluster[], paint: Paint): string[] {
  return clusters.map(({ id, members, weakest }) => {
    const lines = members.map((member) => memberRow(member, paint));
    const weak = paint.dim(
      `weakest link ${weakest.id}: Jaccard ${share(weakest.jaccard)}, contained ${share(weakest.containment[0])}`,
    );
    return [`${paint.dim(id)}  ${weak}`, ...lines].join("\n    ");
  });
}

/** Control characters in names would break rows and drive the terminal. */
const printable = (text: string): string => text.replace(/\p{Cc}/gu, "\ufffd");

function memberRow({ id, relation, jaccard, containment, date, source }: Member, paint: Paint): string {
  const where = printable([id, source, date ?? ""].filter((part) => part !== "").join(" · "));
  if (relation === "canonical") return paint.good(`kept       ${where}`);
  return `${relation.padEnd(10)} ${where} — ${reason(relation, jaccard, containment[0])}`;
}

function reason(relation: Relation, jaccard: number, contained: number): string {
  if (relation === "exact") return "the same text after folding";
  if (relation === "contained") return `${whole(contained)} of it stands in the canonical`;
  return `Jaccard ${share(jaccard)}, ${whole(contained)} of it stands in the canonical`;
}

/** Rows of the pairs that are no copies, and one of those left out. */
function otherCount({ pairs, search }: Summary): number {
  return pairs.partial + pairs.form + (search.crowded === 0 ? 0 : 1);
}

function otherRows(others: readonly Pair[], { search }: Summary, paint: Paint): string[] {
  const rows = others.map(({ a, b, relation, jaccard, passages }) => {
    const longest = Math.max(0, ...passages.map(({ tokens }) => tokens));
    const why =
      relation === "form" ? "the same form, other facts" : `shared passages, the longest of ${longest} tokens`;
    return `${relation.padEnd(8)} ${printable(`${a} ~ ${b}`)} — ${why} (Jaccard ${share(jaccard)})`;
  });
  if (search.crowded === 0) return rows;
  const crowded = `${count(search.crowded, "pair")} left out: they share only what their source prints in several stories`;
  return [paint.dim(crowded), ...rows];
}

/** A table of one column a threshold; the run's own, where it is among them, in brackets. */
function previewRows({ preview, options }: Summary): string[] {
  if (preview.length === 0) return [];
  const { threshold: own } = options as { readonly threshold?: number };
  const heads = preview.map(({ threshold }) => (threshold === own ? `[${short(threshold)}]` : short(threshold)));
  const rows = [
    ["Jaccard", ...heads],
    ["contained", ...preview.map(({ containment }) => short(containment))],
    ["kept", ...preview.map(({ kept }) => String(kept))],
    ["clusters", ...preview.map(({ clusters }) => String(clusters))],
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] as string).length))) ?? [];
  return rows.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(10) : cell.padStart(widths[column] ?? 0))).join("  "),
  );
}

/** A share without its zero before the point. */
const short = (value: number): string => String(value).replace(/^0/, "");

function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

const percent = (part: number, all: number): string => `${all === 0 ? 0 : ((100 * part) / all).toFixed(1)} %`;
const whole = (value: number): string => `${Math.round(100 * value)} %`;

/** A share with three digits, never rounded up to 1. */
export function share(value: number): string {
  return value < 1 ? Math.min(value, 0.999).toFixed(3).slice(1) : "1";
}
