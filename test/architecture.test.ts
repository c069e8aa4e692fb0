import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const src = join(root, "src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".ts"));

/** AssemblyScript: compiled by another compiler, which wants specifiers without an ending. */
const isAssembly = (file: string): boolean => file.startsWith("kernel/assembly/");

const read = (file: string): string => readFileSync(join(src, file), "utf8");

/** Specifiers of all imports and re-exports, static and dynamic. */
function importsOf(file: string): string[] {
  const found = read(file).matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g);
  return [...found].map((match) => match[1] as string);
}

/** Files of src that a file imports, as paths under src. */
const localImports = (file: string): string[] =>
  importsOf(file)
    .filter((name) => name.startsWith("."))
    .map((name) => posix.join(posix.dirname(file), name).replace(isAssembly(file) ? /$/ : /\.js$/, ".ts"));

const layerOf = (file: string): string => (file.includes("/") ? (file.split("/")[0] as string) : file);

/** What each layer may import besides itself; everything may import model, errors and options. */
const BELOW = ["model", "errors.ts", "options.ts"];
const STAGE = ["text", ...BELOW];
const ALL_STAGES = ["read", "clean", "fingerprint", "match", "group", "report", "index"];
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  "errors.ts": [],
  "options.ts": BELOW,
  text: BELOW,
  read: STAGE,
  clean: STAGE,
  fingerprint: STAGE,
  match: STAGE,
  group: STAGE,
  kernel: STAGE,
  report: STAGE,
  index: STAGE,
  "cleaner.ts": ["clean", "kernel", ...STAGE],
  "pipeline.ts": [...ALL_STAGES, "kernel", ...STAGE],
  engine: ["pipeline.ts", "cleaner.ts", ...ALL_STAGES, ...STAGE],
  "dittograph.ts": ["engine", "cleaner.ts", ...ALL_STAGES, ...STAGE],
  serve: ["engine", ...ALL_STAGES, ...STAGE],
  cli: ["dittograph.ts", "cleaner.ts", "serve", "engine", ...ALL_STAGES, ...STAGE],
};

describe("the source", () => {
  it.each(files)("%s imports only what lies below it", (file) => {
    const layer = layerOf(file);
    const allowed = MAY_IMPORT[layer];
    expect(allowed, `${layer} is a layer of ARCHITECTURE.md`).toBeDefined();
    for (const target of localImports(file)) {
      expect(files, `${file} imports ${target}`).toContain(target);
      expect([layer, ...(allowed ?? [])], `${file} imports ${target}`).toContain(layerOf(target));
    }
  });

  it("has no import cycle", () => {
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): void => {
      expect(path, `cycle: ${[...path, file].join(" → ")}`).not.toContain(file);
      if (done.has(file)) return;
      for (const target of localImports(file)) visit(target, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
  });

  it("touches console, process, clock and chance in cli/ only", () => {
    const outside = files.filter((file) => layerOf(file) !== "cli");
    for (const file of outside) {
      expect(read(file), file).not.toMatch(
        /\bconsole\.\w|\bprocess\.\w|Math\.random|Date\.now|new Date\(\)|performance\.now/,
      );
    }
  });

  it("keeps the kernel's two languages apart: neither imports a file of the other", () => {
    for (const file of files.filter((name) => layerOf(name) === "kernel")) {
      for (const target of localImports(file))
        expect(isAssembly(target), `${file} imports ${target}`).toBe(isAssembly(file));
    }
  });

  it("touches files in read/, index/, engine/ and cli/ only, but for the kernel's own binary, and the network in serve/ only", () => {
    for (const file of files) {
      const layer = layerOf(file);
      const touching = importsOf(file).filter((name) =>
        /^(node:)?(fs|fs\/promises|child_process|worker_threads)$/.test(name),
      );
      const mayTouch = ["read", "index", "engine", "cli"].includes(layer) || file === "kernel/binary.ts";
      if (!mayTouch) expect(touching, file).toEqual([]);
      const talking = importsOf(file).filter((name) =>
        /^((node:)?(net|http|http2|https|dgram|tls)|hono|@hono\/.+)$/.test(name),
      );
      if (layer !== "serve") expect(talking, file).toEqual([]);
    }
  });

  it("asks for processes in cli/ and for the writer of an index only, and for lmdb in its store only", () => {
    const naming = (pattern: RegExp) =>
      files.filter((file) => layerOf(file) !== "cli" && importsOf(file).some((name) => pattern.test(name)));
    expect(naming(/^(node:)?process$/)).toEqual(["engine/index-owner.ts"]);
    expect(naming(/^lmdb$/).sort()).toEqual(["index/lmdb-rows.ts", "index/lmdb-store.ts"]);
  });

  it("imports natural by deep paths in one file, and minhash in one", () => {
    const naming = (name: string) =>
      files.filter((file) => importsOf(file).some((found) => found.split("/")[0] === name));
    const mentioning = files.filter((file) => /["']natural(\/[^"']*)?["']/.test(read(file)));
    expect(mentioning.length).toBeLessThanOrEqual(1);
    for (const file of mentioning) expect(read(file)).not.toMatch(/["']natural["']/);
    expect(naming("minhash").length).toBeLessThanOrEqual(1);
  });
});

describe("importing the library", () => {
  it("prints nothing and leaves process.env alone, even beside a .env file", () => {
    const folder = mkdtempSync(join(tmpdir(), "dittograph-import-"));
    try {
      writeFileSync(join(folder, ".env"), "LEAKED=1\n");
      const entry = relative(folder, join(root, "dist", "dittograph.js"));
      const script = `const before = JSON.stringify(process.env); await import(${JSON.stringify(`./${entry}`)});
        if (JSON.stringify(process.env) !== before) throw new Error("process.env changed");`;
      writeFileSync(join(folder, "import.mjs"), script);
      expect(execFileSync(process.execPath, ["import.mjs"], { cwd: folder, encoding: "utf8", stdio: "pipe" })).toBe("");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("the package", () => {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
  };

  it("pins every dependency exactly", () => {
    for (const version of Object.values({ ...manifest.dependencies, ...manifest.devDependencies })) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    }
  });

  it("records no download address in the lockfile", () => {
    expect(readFileSync(join(root, "package-lock.json"), "utf8")).not.toContain('"resolved": "http');
  });
});
