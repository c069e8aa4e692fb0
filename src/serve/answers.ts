import type { z } from "@hono/zod-openapi";
import type { Comparison } from "../engine/compare-articles.js";
import type { Decision } from "../model/decision.js";
import type { Passage } from "../model/pair.js";
import type { Cleaned } from "../model/span.js";
import type { CleanedSchema, ComparisonSchema, DecisionSchema } from "./schemas.js";

type DecisionAnswer = z.input<typeof DecisionSchema>;

/** A decision as it is answered; what cleaning did only where asked for. */
export function decisionAnswer(decision: Decision, withCleaned: boolean): DecisionAnswer {
  const { id, cluster, known, late, firstSeen } = decision;
  const shared = {
    ...{ id, cluster, known, firstSeen: { ...firstSeen } },
    ...(late === true && { late }),
    ...(withCleaned && { cleaned: cleanedAnswer(decision.cleaned) }),
  };
  if (decision.kind === "new") return { kind: "new", ...shared, supersedes: [...decision.supersedes] };
  const { of, relation, jaccard, containment, passages } = decision;
  const match = { of, relation, jaccard, containment: pairOf(containment) };
  return { kind: "duplicate", ...shared, ...match, ...(passages && { passages: passages.map(passageAnswer) }) };
}

/** What cleaning did, as it is answered. */
export function cleanedAnswer({ text, spans, regime, warnings }: Cleaned): z.input<typeof CleanedSchema> {
  const answered = spans.map(({ metadata, evidence, ...span }) => ({
    ...span,
    ...(metadata && { metadata: { ...metadata } }),
    evidence: [...evidence],
  }));
  return { text, spans: answered, regime, warnings: [...warnings] };
}

/** A comparison as it is answered. */
export function comparisonAnswer(comparison: Comparison): z.input<typeof ComparisonSchema> {
  const { relation, jaccard, containment, passages, tokens } = comparison;
  return {
    ...{ relation, jaccard, containment: pairOf(containment), tokens: pairOf(tokens) },
    passages: passages.map(passageAnswer),
  };
}

const passageAnswer = ({ a, b, tokens }: Passage) => ({
  a: pairOf([a.start, a.end]),
  b: pairOf([b.start, b.end]),
  tokens,
});

const pairOf = ([first, second]: readonly [number, number]): [number, number] => [first, second];
