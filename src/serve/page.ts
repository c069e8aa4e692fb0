import { createHash } from "node:crypto";

const STYLE = `:root{color-scheme:light dark}
body{font:16px/1.55 system-ui,sans-serif;max-width:46rem;margin:3rem auto;padding:0 1.25rem}
h1{font-size:1.6rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}
p.lead{margin:.25rem 0 0;opacity:.75}
table{border-collapse:collapse;width:100%}td{padding:.35rem .75rem .35rem 0;vertical-align:top;border-top:1px solid #8884}
code,pre{font:14px/1.5 ui-monospace,monospace}td:first-child{white-space:nowrap}
pre{background:#8881;padding:.75rem 1rem;border-radius:.4rem;overflow:auto}`;

const ROWS: readonly (readonly [call: string, what: string])[] = [
  ["POST /v1/articles", "Is it new? Remembers it. One JSON object, or JSON lines, answered line by line."],
  ["POST /v1/check", "Is it new? Remembers nothing."],
  ["POST /v1/clean", "The text without page furniture and repeats, and every cut with its reasons."],
  ["POST /v1/compare", "How two articles relate, and by which passages."],
  ["GET /v1/articles/{id}", "What the index knows of an article."],
  ["DELETE /v1/articles/{id}", "Forgets it."],
  ["GET /v1/clusters/{id}", "An article that is kept, and its copies."],
  ["GET /metrics", "Counters for Prometheus."],
];

const LINKED = [
  ["/openapi.json", "OpenAPI 3.1: every field, every answer"],
  ["/healthz", "whether the process answers"],
  ["/readyz", "whether it takes requests"],
] as const;

/** Only the page's own style may load; nothing may run, be sent or frame it. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The page for people: what the service does and how to ask it. No scripts, no assets, no data of the index. */
export function servicePage(version: string): string {
  const rows = ROWS.map(([call, what]) => `<tr><td><code>${call}</code></td><td>${what}</td></tr>`).join("\n");
  const links = LINKED.map(([path, what]) => `<li><a href="${path}"><code>${path}</code></a>: ${what}</li>`).join("\n");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>dittograph</title>
<style>${STYLE}</style>
</head>
<body>
<h1>dittograph</h1>
<p class="lead">Says of an article whether it is new, and if not, what it is a copy of. Version ${version}.</p>
<h2>What it can be asked</h2>
<table>
${rows}
</table>
<h2>Try it</h2>
<pre>curl -s "$SERVICE/v1/articles" -H 'content-type: application/json' \\
  -d '{"id": "a1", "text": "The city council of Velmar voted on Wednesday to extend its tram network."}'

curl -s "$SERVICE/v1/articles" -H 'content-type: application/x-ndjson' -T feed.jsonl -X POST</pre>
<p>Where the service wants a token, add <code>-H "authorization: Bearer $TOKEN"</code>.</p>
<h2>More</h2>
<ul>
${links}
</ul>
</body>
</html>
`;
}
