import type { Cluster } from "../model/cluster.js";
import type { Summary } from "../model/summary.js";
import { untouched } from "./terminal.js";

/** Clusters listed on the page; all of them stand in clusters.jsonl. */
export const CLUSTERS_LISTED = 200;

/**
 * A first plain page of a finished run: one file, no script, nothing loaded from elsewhere.
 * @param largest the clusters of most members, the largest first; CLUSTERS_LISTED are listed.
 */
export function reportPage(summary: Summary, largest: readonly Cluster[]): string {
  const { records, articles } = summary;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>dittograph report</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin-bottom: 2rem; }
th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #ddd; vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
.kept { font-weight: 600; }
</style>
</head>
<body>
<h1>dittograph report</h1>
<p>${records.articles} articles: <strong>${articles.kept} kept</strong>, ${articles.duplicates} copies in ${articles.clusters} clusters, ${records.rejected} records rejected.</p>
<h2>Furniture and repeats</h2>
${furniture(summary)}
<h2>Sources</h2>
${table(
  ["source", "articles", "kept"],
  summary.sources.slice(0, CLUSTERS_LISTED).map(({ source, articles: all, kept }) => [source, all, kept]),
)}
<h2>Clusters</h2>
${largest.slice(0, CLUSTERS_LISTED).map(clusterTable).join("\n")}
<h2>Warnings</h2>
<ul>${summary.warnings.map((warning) => `<li>${escapeHtml(warning)}</li>`).join("")}</ul>
</body>
</html>
`;
}

function furniture(summary: Summary): string {
  const said = untouched(summary);
  if (said !== "") return `<p>${said}.</p>`;
  return table(
    ["class", "action", "spans", "articles", "characters"],
    summary.classes.map((row) => [row.class, row.action, row.spans, row.articles, row.units]),
  );
}

function clusterTable({ id, members }: Cluster): string {
  const rows = members.map((member) => [
    member.relation === "canonical" ? "kept" : member.relation,
    member.id,
    member.source,
    member.date ?? "",
    member.jaccard.toFixed(3),
    member.containment[0].toFixed(3),
  ]);
  const heads = ["relation", "id", "source", "date", "Jaccard", "in canonical"];
  return `<h3>${escapeHtml(id)}</h3>\n${table(heads, rows)}`;
}

function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const head = heads.map((cell) => `<th>${escapeHtml(cell)}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.map(cellOf).join("")}</tr>`).join("\n");
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

function cellOf(value: string | number): string {
  return typeof value === "number" ? `<td class="n">${value}</td>` : `<td>${escapeHtml(value)}</td>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
