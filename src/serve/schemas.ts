import { z } from "@hono/zod-openapi";
import { SPAN_CLASSES } from "../model/span.js";

/** The schemas that requests are checked with and the OpenAPI document is made from. */

/** UTF-16 units of the longest id: far above any, and short enough for a path. */
export const MAX_ID = 1024;
/** Clients take these two out of a path before they send it. */
const NO_DOTS = /^(?!\.{1,2}$)/;

const optional = (most: number, description: string, example: string) =>
  z.string().max(most).nullish().openapi({ description, example });

type NumberDescription = { type: "integer" | "number"; minimum?: number; maximum?: number };

/** Two values of one kind. A tuple would be described by a list in `items`, which is no schema of OpenAPI 3.1. */
function twoOf<Schema extends z.ZodType>(schema: Schema, described: NumberDescription) {
  return z.tuple([schema, schema]).openapi({ type: "array", items: described, minItems: 2, maxItems: 2 });
}

export const ArticleSchema = z
  .object({
    text: z
      .string()
      .openapi({ description: "The article as it was scraped. May be empty; an empty text matches nothing." }),
    id: z.string().min(1).max(MAX_ID).regex(NO_DOTS, 'anything but "." and ".."').nullish().openapi({
      description:
        "Unique. An equal id with an equal text is the same article: it gets the same answer again. Default: a hash of the article.",
      example: "velmar-tram",
    }),
    title: optional(10_000, "Helps to find repeated headlines; never compared.", "Velmar approves tram extension"),
    url: optional(8192, "Address of the article.", "https://chronicle.example/news/tram"),
    source: optional(1000, "The publisher. Default: the host of the address.", "The Velmar Chronicle"),
    date: optional(100, "When it was published; ISO 8601 is best.", "2025-03-01T06:00:00Z"),
    language: optional(35, "BCP 47. Default: found from the text.", "en"),
  })
  .openapi("Article", {
    description: "One article. null counts as missing; members of other names are not looked at.",
    example: {
      id: "velmar-tram",
      text: "The city council of Velmar voted on Wednesday to extend its tram network to the eastern suburbs.",
      source: "The Velmar Chronicle",
      date: "2025-03-01T06:00:00Z",
    },
  });
export type ArticleBody = z.output<typeof ArticleSchema>;

export const CompareSchema = z
  .object({ a: ArticleSchema, b: ArticleSchema })
  .openapi("Pair", { description: "Two articles to compare." });

const RangeSchema = twoOf(z.int().min(0), { type: "integer", minimum: 0 }).openapi("Range", {
  description: "Start and end (not included) in UTF-16 units of the original text.",
  example: [0, 96],
});

const PassageSchema = z
  .object({ a: RangeSchema, b: RangeSchema, tokens: z.int().min(1) })
  .openapi("Passage", { description: "A stretch that both articles share." });

const RangeObject = z.object({ start: z.int().min(0), end: z.int().min(0) });

const SpanSchema = z
  .object({
    id: z.string(),
    ...RangeObject.shape,
    action: z.enum(["remove", "trim", "flag"]),
    class: z.enum(SPAN_CLASSES),
    confidence: z.number().min(0).max(1),
    fingerprint: z.boolean(),
    removed: z.string().optional(),
    duplicateOf: RangeObject.optional(),
    metadata: z.record(z.string(), z.string()).optional(),
    evidence: z.array(z.object({ rule: z.string(), weight: z.number(), note: z.string().optional() })),
  })
  .openapi("Span", { description: "A decision about a stretch of the original text." });

export const CleanedSchema = z
  .object({
    text: z.string().openapi({ description: "The text without its removed and trimmed spans." }),
    spans: z.array(SpanSchema),
    regime: z.enum(["raw", "extracted", "clean", "unjudged"]).openapi({
      description: "Where the text comes from, judged from the text itself; unjudged under the profile none.",
    }),
    warnings: z.array(z.string()),
  })
  .openapi("Cleaned", { description: "What cleaning makes of an article." });

const Containment = twoOf(z.number().min(0).max(1), { type: "number", minimum: 0, maximum: 1 }).openapi({
  description: "Share of this article in the other, share of the other in this one.",
  example: [0.95, 0.57],
});

const FirstSeenSchema = z
  .object({ arrival: z.number(), date: z.string().nullable(), source: z.string() })
  .openapi("FirstSeen", {
    description: "When the article that is kept was taken: milliseconds since 1970, and its own date.",
  });

const Answered = {
  id: z.string().openapi({ description: "The name in the index: as given, or `id~2` … where another text had it." }),
  cluster: z.string(),
  known: z.boolean().openapi({ description: "Taken before: equal id, equal text. The answer is the one it got then." }),
  late: z.literal(true).optional().openapi({ description: "Older than the window: compared, and not remembered." }),
  firstSeen: FirstSeenSchema,
  cleaned: CleanedSchema.optional().openapi({ description: "Only with `?cleaned=true`." }),
};

const NewSchema = z
  .object({
    kind: z.literal("new"),
    ...Answered,
    supersedes: z.array(z.string()).openapi({ description: "Older articles whose text this longer one contains." }),
  })
  .openapi("New", { description: "No article that is kept says the same." });

const DuplicateSchema = z
  .object({
    kind: z.literal("duplicate"),
    ...Answered,
    of: z.string().openapi({ description: "Id of the article that is kept." }),
    relation: z.enum(["exact", "near", "contained"]),
    jaccard: z.number().min(0).max(1),
    containment: Containment,
    passages: z.array(PassageSchema).optional(),
  })
  .openapi("Duplicate", { description: "An article that is kept says the same." });

export const DecisionSchema = z.discriminatedUnion("kind", [NewSchema, DuplicateSchema]).openapi("Decision");

export const ComparisonSchema = z
  .object({
    relation: z.enum(["exact", "near", "contains", "contained", "form", "partial", "unrelated"]),
    jaccard: z.number().min(0).max(1),
    containment: Containment,
    passages: z.array(PassageSchema),
    tokens: twoOf(z.int(), { type: "integer" }).openapi({ description: "Tokens of each that were compared." }),
  })
  .openapi("Comparison", { description: "How two articles relate, seen from a: `contains` means that a contains b." });

export const StoredSchema = z
  .object({
    id: z.string(),
    sequence: z.number(),
    source: z.string(),
    date: z.string().nullable(),
    url: z.string().nullable(),
    arrival: z.number(),
    length: z.int(),
    exact: z.string(),
    shingles: z.int(),
    cluster: z.string(),
    duplicateOf: z
      .object({
        id: z.string(),
        relation: z.enum(["exact", "near", "contained"]),
        jaccard: z.number(),
        containment: Containment,
      })
      .optional(),
    supersededBy: z.string().optional(),
  })
  .openapi("StoredArticle", { description: "What the index knows of an article it took." });

export const ClusterSchema = z
  .object({
    id: z.string(),
    canonical: z.string(),
    members: z.array(
      z.object({
        id: z.string(),
        relation: z.enum(["canonical", "exact", "near", "contained"]),
        jaccard: z.number(),
        containment: Containment,
        date: z.string().nullable(),
        source: z.string(),
        arrival: z.number(),
      }),
    ),
    size: z.int(),
    supersededBy: z.string().optional(),
  })
  .openapi("Cluster", { description: "An article that is kept, and what joined it." });

export const ProblemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().optional().openapi({ description: "The id of the request." }),
    errors: z.array(z.object({ field: z.string(), expected: z.string(), found: z.string() })).optional(),
  })
  .openapi("Problem", {
    description: "Why a request was refused (RFC 9457).",
    example: {
      type: "about:blank",
      title: "Bad request",
      status: 400,
      detail: "text: expected a string, found a number",
      instance: "0b9f1c52-0d5e-4b43-9c7e-0a4e7f6c2a11",
      errors: [{ field: "text", expected: "a string", found: "a number" }],
    },
  });

export const RemovedSchema = z.object({ id: z.string(), removed: z.literal(true) }).openapi("Removed");
export const StatusSchema = z.object({ status: z.string() }).openapi("Status");
