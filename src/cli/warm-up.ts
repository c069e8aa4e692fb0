import { randomBytes } from "node:crypto";
import type { ArticleIndex } from "../engine/index-contract.js";
import type { ServiceParts } from "../serve/context.js";
import { rehearse } from "../serve/rehearsal.js";

/** Of the token that only the rehearsal knows. */
const TOKEN_BYTES = 32;

/** What a service practises on, and how long. */
export interface WarmUp {
  /** Opens an index that is thrown away. */
  readonly openStage: () => Promise<ArticleIndex>;
  /** Milliseconds at most. */
  readonly ms: number;
  readonly isStopping: () => boolean;
}

/** Practises, until it is warm or told to stop. Never rejects: where it fails, the service is none the worse. */
export async function warmUp(parts: ServiceParts, { openStage, ms, isStopping }: WarmUp): Promise<void> {
  const { logger, clock } = parts;
  const began = clock();
  const isOver = (): boolean => isStopping() || clock() - began > ms;
  try {
    const stage = await openStage();
    try {
      await rehearse(parts, { stage, token: randomBytes(TOKEN_BYTES).toString("hex"), isOver });
    } finally {
      await stage.close();
    }
    if (!isStopping()) logger.info({ ms: Math.round(clock() - began) }, "ready");
  } catch (error) {
    logger.warn({ err: error }, "could not warm up");
  }
}
