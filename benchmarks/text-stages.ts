import { createCleaner } from "../src/cleaner.js";
import { createFingerprinter } from "../src/fingerprint/fingerprint.js";
import { loadKernel } from "../src/kernel/load.js";
import type { Options } from "../src/options.js";
import { createIdentifier } from "../src/read/identify.js";
import { createTextKey } from "../src/text/text-key.js";
import type { Prepared, Stage } from "./stage.js";

/** The stages that make a fingerprint of an article, each with the input it has in the job; its parts: kernel.ts. */
export async function textStages(prepared: readonly Prepared[], options: Options): Promise<Stage[]> {
  const clean = createCleaner(options);
  const fingerprint = await createFingerprinter(options, undefined, loadKernel().kernel);
  const articles = { unit: "article", count: prepared.length } as const;
  return [
    { name: "identify", ...articles, run: () => identifyAll(prepared) },
    { name: "clean", ...articles, run: () => prepared.forEach(({ reading }) => void clean(reading.article)) },
    {
      name: "fingerprint",
      ...articles,
      run: () =>
        prepared.forEach(
          ({ reading: { article }, cleaned: { spans } }) => void fingerprint(article.text, spans, article.source),
        ),
    },
  ];
}

function identifyAll(prepared: readonly Prepared[]): void {
  const identify = createIdentifier();
  const keyOfText = createTextKey(loadKernel().kernel);
  for (const { reading } of prepared) identify(reading.article.id, keyOfText(reading.article.text));
}
