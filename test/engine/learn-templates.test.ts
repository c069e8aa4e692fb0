import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createCleaner } from "../../src/clean/clean.js";
import { restore } from "../../src/clean/restore.js";
import { compareArticles } from "../../src/engine/compare-articles.js";
import { learnTemplates } from "../../src/engine/learn-templates.js";
import type { Article } from "../../src/model/article.js";
import type { TemplateAction, Templates } from "../../src/model/templates.js";
import { resolveOptions } from "../../src/options.js";
import { createPipeline } from "../../src/pipeline.js";
import { parseTemplates, templatesText } from "../../src/read/templates.js";
import { articleOf, paragraph, readingsOf, story } from "./furniture-feed.js";

const tmp = mkdtempSync(join(tmpdir(), "dittograph-test-"));
afterAll(() => rmSync(tmp, { recursive: true, force: true }));

const FUND = "The Harbour Post is owned by the town and paid for by the people who buy it every week.";
const SUBHEAD = "What the harbour wants";
const BYLINE = "Ada Quill";
const CAPTION = paragraph(7_000_001).slice(0, -1) + paragraph(7_000_002).slice(0, -1);

/** Eight articles of one source; five carry furniture, a sub-heading and a byline. */
function post(): Article[] {
  return Array.from({ length: 8 }, (_, n) => {
    const [first, ...rest] = story(n) as [string, ...string[]];
    const lines = n < 5 ? [BYLINE, first, SUBHEAD, ...rest, FUND] : [first, ...rest];
    return articleOf(`post-${n}`, "Harbour Post", lines);
  });
}

async function learn(articles: readonly Article[]): Promise<Templates> {
  const run = { options: resolveOptions(), version: "0", ruleset: "test", strict: false };
  return (await learnTemplates(readingsOf(articles), tmp, run)).templates;
}

function actionOf(templates: Templates, source: string, text: string): TemplateAction | undefined {
  return templates.sources.get(source)?.lines.find((line) => line.text === text)?.action;
}

const cleanWith = (templates: Templates) => createCleaner(resolveOptions(), { templates });

/** The file with a line's row replaced. */
function edited(templates: Templates, text: string, edit: (row: string) => string): Templates {
  const rows = templatesText(templates).split("\n");
  const at = rows.findIndex((row) => row.includes(JSON.stringify(text)));
  rows[at] = edit(rows[at] as string);
  return parseTemplates("edited.json", rows.join("\n"));
}

describe("learnTemplates", () => {
  it("learns the furniture that five articles of a source carry, and cuts it", async () => {
    const templates = await learn(post());
    expect(actionOf(templates, "Harbour Post", FUND)).toBe("remove");
    const line = templates.sources.get("Harbour Post")?.lines.find(({ text }) => text === FUND);
    expect(line).toMatchObject({
      clusters: 5,
      share: 0.625,
      loneliness: 1,
      positions: { first: 1, last: 1, inside: 0 },
    });
    const [article] = post() as [Article];
    const { text, spans } = cleanWith(templates)(article);
    expect(text).not.toContain(FUND);
    expect(spans.find(({ removed }) => removed === FUND)).toMatchObject({
      class: "template_line",
      evidence: [{ rule: "template/source", note: "in 5 of 8 clusters" }],
    });
  });

  it("flags a sub-heading and a byline, and cuts neither", async () => {
    const templates = await learn(post());
    expect(actionOf(templates, "Harbour Post", SUBHEAD)).toBe("flag");
    expect(actionOf(templates, "Harbour Post", BYLINE)).toBe("flag");
    const [article] = post() as [Article];
    const lines = cleanWith(templates)(article).text.split("\n");
    expect(lines).toContain(SUBHEAD);
    expect(lines).toContain(BYLINE);
  });

  it("does not learn what two articles of a source share", async () => {
    const [a, b, ...others] = post() as [Article, Article, ...Article[]];
    const templates = await learn([a, b, ...others.slice(3)]);
    expect(actionOf(templates, "Harbour Post", FUND)).toBeUndefined();
  });

  it("does not learn a story that six outlets print, nor one that an outlet prints six times", async () => {
    const printed = story(500);
    const six = Array.from({ length: 6 }, (_, n) => [
      articleOf(`wire-${n}`, `Outlet ${n}`, [...printed, paragraph(9000 + n)]),
      articleOf(`again-${n}`, "Morning Echo", [paragraph(9100 + n), ...printed]),
    ]);
    const templates = await learn([...six.flat(), ...post()]);
    expect([...templates.sources.keys()]).toEqual(["Harbour Post"]);
    expect(templates.global).toMatchObject({ lines: [], shingles: [] });
  });

  it("lists for all sources what recurs in two and stands in three, but not what many print once", async () => {
    const second = post().map(({ id, text }) => ({
      id: `b${id}`,
      source: "Bay Post",
      text: text.replace(/^.*$/gm, once(id)),
    }));
    const guest = articleOf("guest", "Guest", [...story(800), FUND]);
    const saying = paragraph(8_888_888);
    const others = Array.from({ length: 5 }, (_, n) => articleOf(`o${n}`, `Other ${n}`, [...story(810 + n), saying]));
    const templates = await learn([...post(), ...second, guest, ...others]);
    expect(templates.global.lines.map(({ text }) => text)).toEqual([FUND]);
    expect(cleanWith(templates)(guest).text).not.toContain(FUND);
    expect(cleanWith(templates)(others[0] as Article).text).toContain(saying);
  });

  it("gives the same bytes for any order of input", async () => {
    const couples = Array.from({ length: 12 }, (_, n) =>
      articleOf(`c${n}`, "Bay Post", [...story(600 + n), paragraph(70_000 + (n >> 1)), FUND]),
    );
    const articles = [...post(), ...couples, articleOf("x", "", story(43))];
    const text = templatesText(await learn(articles));
    const shuffled = articles.map((_, at) => articles[(at * 8) % articles.length] as Article);
    expect(new Set(shuffled).size).toBe(articles.length);
    expect(templatesText(await learn(shuffled))).toBe(text);
  });

  it("leaves no spool behind, and learns nothing from nothing", async () => {
    const templates = await learn([]);
    expect(templates).toMatchObject({ learned: { articles: 0, clusters: 0 }, global: { lines: [], shingles: [] } });
    expect(readdirSync(tmp)).toEqual([]);
  });
});

/** Gives every line but the furniture another text. */
function once(id: string): (line: string) => string {
  let at = 0;
  return (line) => (line === FUND ? line : paragraph(50_000 + Number(id.slice(-1)) * 100 + at++));
}

describe("a templates file that was edited by hand", () => {
  it("cuts what was flagged, keeps what was cut, and forgets a line that was deleted", async () => {
    const templates = await learn(post());
    const [article] = post() as [Article];
    const removes = edited(templates, SUBHEAD, (row) => row.replace('"action":"flag"', '"action":"remove"'));
    expect(cleanWith(removes)(article).text).not.toContain(SUBHEAD);
    const keeps = edited(templates, FUND, (row) => row.replace('"action":"remove"', '"action":"keep"'));
    expect(cleanWith(keeps)(article).text).toContain(FUND);
    const row = (line: string) => line.replace(/\{.*\}/, '{"text":"Some other line","action":"remove"}');
    expect(cleanWith(edited(templates, FUND, row))(article).text).toContain(FUND);
    expect(new Set([templates, removes, keeps].map(({ name }) => name)).size).toBe(3);
  });

  it("keeps a line from the rules, too", async () => {
    const articles = post().map((article) => ({ ...article, text: `${article.text}\nAdvertisement` }));
    const templates = await learn(articles);
    const [article] = articles as [Article];
    expect(cleanWith(templates)(article).text).not.toContain("Advertisement");
    const keeps = edited(templates, "Advertisement", (row) => row.replace('"action":"remove"', '"action":"keep"'));
    expect(cleanWith(keeps)(article).text).toContain("Advertisement");
  });
});

describe("templates in use", () => {
  it("cut what restoring gives back, and cleaning twice cuts nothing more", async () => {
    const templates = await learn(post());
    const clean = cleanWith(templates);
    for (const article of post()) {
      const { text, spans } = clean(article);
      expect(restore(text, spans)).toBe(article.text);
      expect(clean({ ...article, text }).text).toBe(text);
    }
  });

  it("make two articles unrelated that share only a caption fused into their paragraphs", async () => {
    const articles = Array.from({ length: 6 }, (_, n) => {
      const [first, second] = story(300 + n) as [string, string];
      return articleOf(`c${n}`, "Bay Post", [`${first} ${CAPTION} ${second}`]);
    });
    const [a, b] = articles as [Article, Article];
    expect((await compareArticles(a, b)).relation).toBe("partial");
    const templates = await learn(articles);
    const compared = await compareArticles(a, b, {}, { templates });
    expect(compared).toMatchObject({ relation: "unrelated", jaccard: 0 });
    expect((await compareArticles(a, { ...a, id: "copy", text: `${a.text} Truly.` }, {}, { templates })).relation).toBe(
      "near",
    );
  });

  it("know the text of a gallery also where its heading, which sets it aside, is lost", async () => {
    const gallery = `Photos: Storm at sea ${CAPTION} ${paragraph(7_000_003)}`;
    const articles = Array.from({ length: 8 }, (_, n) => {
      const [first, second] = story(400 + n) as [string, string];
      return articleOf(`g${n}`, "Bay Post", [first, n < 6 ? `Photos: Storm at sea ${gallery}` : gallery, second]);
    });
    const templates = await learn(articles);
    const compared = await compareArticles(articles[6] as Article, articles[7] as Article, {}, { templates });
    expect(compared.relation).toBe("unrelated");
  });

  it("decide alike in the pipeline, in a comparison and in cleaning", async () => {
    const articles = post();
    const templates = await learn(articles);
    const pipeline = await createPipeline(resolveOptions(), { templates });
    const [a, b] = articles as [Article, Article];
    const prepared = [a, b].map((article) => pipeline.prepare(article));
    const compared = await compareArticles(a, b, {}, { templates });
    expect(compared.cleaned).toEqual([a, b].map(cleanWith(templates)));
    expect(prepared.map(({ cleaned }) => cleaned)).toEqual(compared.cleaned);
    expect(prepared.map(({ print }) => print.tokens)).toEqual(compared.tokens);
  });

  it("refuse fingerprints of another width or analyzer", async () => {
    const templates = await learn(post());
    await expect(createPipeline(resolveOptions({ shingle: 4 }), { templates })).rejects.toThrow(
      "option shingle: expected 5, with which the templates were learned, found 4",
    );
    await expect(createPipeline(resolveOptions({ analyzer: "stemmed:en" }), { templates })).rejects.toThrow(
      "option analyzer: expected unicode",
    );
  });
});
