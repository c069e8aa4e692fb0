import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/errors.js";
import { loadStems, stemmedLanguages } from "../../src/fingerprint/natural.js";

describe("loadStems", () => {
  it("knows the languages that have both a stemmer and stop words", () => {
    expect(stemmedLanguages()).toEqual(["de", "en", "es", "fr", "id", "it", "nl", "no", "pt", "ru", "sv", "uk"]);
  });

  it.each([
    ["de", ["häuser", "haus"], "und"],
    ["en", ["announced", "announcing"], "the"],
    ["es", ["canciones", "canción"], "el"],
    ["fr", ["nationaux", "nationales"], "le"],
    ["id", ["dikatakan", "mengatakan"], "yang"],
    ["it", ["governi", "governo"], "di"],
    ["nl", ["regeringen", "regering"], "het"],
    ["no", ["regjeringer", "regjeringen"], "og"],
    ["pt", ["cidades", "cidade"], "de"],
    ["ru", ["городов", "города"], "и"],
    ["sv", ["regeringar", "regeringen"], "och"],
    ["uk", ["уряди", "уряду"], "і"],
  ])("collapses inflections of %s and lists its stop words", (language, inflections, stopWord) => {
    const { stem, stopWords } = loadStems(language);
    expect(new Set(inflections.map(stem)).size).toBe(1);
    expect(stopWords).toContain(stopWord);
  });

  it.each(stemmedLanguages())("stems any word of %s to a string without throwing", (language) => {
    const { stem } = loadStems(language);
    const letters = Array.from("abcdefghijklmnopqrstuvwxyzäöüßéèñçåøаеиоуыйкнтстьшщоюяіїє0123456789東\u0301");
    let state = 7;
    for (let i = 0; i < 3000; i++) {
      let word = "";
      for (let length = i % 64; length >= 0; length--) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        word += letters[(state >>> 8) % letters.length];
      }
      expect(typeof stem(word)).toBe("string");
    }
    for (const word of ["constructor", "__proto__", "hasownproperty"]) expect(typeof stem(word)).toBe("string");
  });

  it.each(["fa", "ja", "pl", "xx", "constructor"])("throws on %s, and lists what it knows", (language) => {
    expect(() => loadStems(language)).toThrow(UsageError);
    expect(() => loadStems(language)).toThrow(
      `one of de, en, es, fr, id, it, nl, no, pt, ru, sv, uk; found "${language}"`,
    );
  });
});

const TYPESCRIPT = fileURLToPath(new URL("../../node_modules/typescript/lib/typescript.js", import.meta.url));
const SOURCE = fileURLToPath(new URL("../../src/", import.meta.url));

/** Runs a module in a folder that holds a `.env`; the sources are stripped of their types on the way in. */
function runBesideDotenv(body: string): string {
  const folder = mkdtempSync(join(tmpdir(), "dittograph-natural-"));
  try {
    writeFileSync(join(folder, ".env"), "LEAKED_FROM_DOTENV=1\n");
    writeFileSync(join(folder, "hooks.mjs"), HOOKS);
    writeFileSync(
      join(folder, "main.mjs"),
      `import { register } from "node:module";
      register("./hooks.mjs", import.meta.url);
      const source = ${JSON.stringify(new URL(`file://${SOURCE}`).href)};
      ${body}`,
    );
    return execFileSync(process.execPath, ["main.mjs"], {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const HOOKS = `
  import { readFileSync } from "node:fs";
  import { createRequire } from "node:module";
  import { fileURLToPath } from "node:url";
  const ts = createRequire(import.meta.url)(${JSON.stringify(TYPESCRIPT)});
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  const isOurs = (url) => url.startsWith("file:") && url.includes("/src/") && !url.includes("/node_modules/");
  export async function resolve(specifier, context, next) {
    const ours = specifier.endsWith(".js") && specifier.startsWith(".") && isOurs(context.parentURL ?? "");
    return next(ours ? specifier.replace(/\\.js$/, ".ts") : specifier, context);
  }
  export async function load(url, context, next) {
    if (!isOurs(url) || !url.endsWith(".ts")) return next(url, context);
    const { outputText } = ts.transpileModule(readFileSync(fileURLToPath(url), "utf8"), { compilerOptions });
    return { format: "module", source: outputText, shortCircuit: true };
  }`;

const REPORT = `
  const { createRequire } = await import("node:module");
  const loaded = Object.keys(createRequire(import.meta.url).cache).filter((path) => /node_modules.(natural|minhash|dotenv)/.test(path));
  process.stdout.write(JSON.stringify({
    same: JSON.stringify(process.env) === before,
    loaded: loaded.length > 0,
    dotenv: loaded.some((path) => path.includes("dotenv")),
  }));`;

describe("the package natural, in a process of its own", () => {
  it("prints nothing and leaves the environment alone, in every language", () => {
    const languages = JSON.stringify(stemmedLanguages());
    const out = runBesideDotenv(`const before = JSON.stringify(process.env);
      const { createFingerprinter } = await import(source + "fingerprint/fingerprint.ts");
      for (const language of ${languages}) {
        const options = { shingle: 5, scheme: "minhash-js", seed: 1, hashes: 16, analyzer: "stemmed:" + language };
        (await createFingerprinter(options))("rain fell on the town", []);
      }
      ${REPORT}`);
    expect(JSON.parse(out)).toEqual({ same: true, loaded: true, dotenv: false });
  });

  it("is not loaded for the default analyzer", () => {
    const out = runBesideDotenv(`const before = JSON.stringify(process.env);
      const { createFingerprinter } = await import(source + "fingerprint/fingerprint.ts");
      const options = { shingle: 5, scheme: "dg1", seed: 1, hashes: 16, analyzer: "unicode" };
      (await createFingerprinter(options))("rain fell on the town", []);
      ${REPORT}`);
    expect(JSON.parse(out)).toEqual({ same: true, loaded: false, dotenv: false });
  });
});
