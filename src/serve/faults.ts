import type { z } from "@hono/zod-openapi";
import type { FieldFault } from "./problem.js";
import { ProblemError } from "./problem.js";

/** Faults told of one body. */
const MOST_TOLD = 8;

/**
 * The value as the schema reads it.
 * @throws {ProblemError} 400, naming each field, what was expected and what was found.
 */
export function validated<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.slice(0, MOST_TOLD).map((issue) => faultOf(issue, value));
  const detail = errors.map(({ field, expected, found }) => `${field}: expected ${expected}, found ${found}`);
  throw new ProblemError(400, detail.join("; "), { errors });
}

function faultOf(issue: z.core.$ZodIssue, value: unknown): FieldFault {
  const field = issue.path.length === 0 ? "body" : issue.path.map(String).join(".");
  const found = issue.path.reduce<unknown>(memberOf, value);
  switch (issue.code) {
    case "invalid_type":
      return { field, expected: `${article(issue.expected)} ${issue.expected}`, found: kindOf(found) };
    case "too_big":
      return { field, expected: `at most ${issue.maximum} characters`, found: sizeOf(found) };
    case "too_small":
      return { field, expected: `at least ${issue.minimum} characters`, found: sizeOf(found) };
    case "invalid_value":
      return { field, expected: `one of ${issue.values.map(String).join(", ")}`, found: kindOf(found) };
    default:
      return { field, expected: issue.message, found: kindOf(found) };
  }
}

function memberOf(value: unknown, key: PropertyKey): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<PropertyKey, unknown>)[key];
}

function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object") return "an object";
  return `${article(typeof value)} ${typeof value}`;
}

function sizeOf(value: unknown): string {
  return typeof value === "string" ? `${value.length}` : kindOf(value);
}

const article = (noun: string): string => (/^[aeiou]/.test(noun) ? "an" : "a");
