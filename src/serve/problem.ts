/** One thing that is wrong with a request. */
export interface FieldFault {
  /** Where: the path in the body (`a.text`), a header, or a parameter. */
  readonly field: string;
  readonly expected: string;
  readonly found: string;
}

/** Why a request was refused, as RFC 9457 writes it; `errors` is ours. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** The request's id. */
  readonly instance?: string;
  readonly errors?: readonly FieldFault[];
}

export const PROBLEM_TYPE = "application/problem+json";

/** Statuses a service refuses with, and their titles. */
export const TITLES = {
  400: "Bad request",
  401: "No valid token",
  403: "Forbidden host",
  404: "Not found",
  405: "Method not allowed",
  408: "Request timeout",
  409: "Conflict",
  413: "Content too large",
  415: "Unsupported media type",
  422: "Idempotency key in use",
  429: "Too many requests",
  500: "Fault of the service",
  503: "Not available",
} as const;
export type ProblemStatus = keyof typeof TITLES;

/** Thrown where a request is refused; becomes the answer. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly status: ProblemStatus;
  readonly errors: readonly FieldFault[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: ProblemStatus,
    detail: string,
    more: { readonly errors?: readonly FieldFault[]; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(detail);
    this.status = status;
    this.errors = more.errors ?? [];
    this.headers = more.headers ?? {};
  }
}

/** A refusal that one field is to blame for. */
export function fieldProblem(status: ProblemStatus, field: string, expected: string, found: string): ProblemError {
  return new ProblemError(status, `${field}: expected ${expected}, found ${found}`, {
    errors: [{ field, expected, found }],
  });
}

/** The problem as it is written. */
export function problemOf({ status, message, errors }: ProblemError, instance?: string): Problem {
  return {
    type: "about:blank",
    title: TITLES[status],
    status,
    detail: message,
    ...(instance !== undefined && { instance }),
    ...(errors.length > 0 && { errors }),
  };
}

/** The answer to a refused request. */
export function problemResponse(error: ProblemError, instance: string): Response {
  const headers = { ...error.headers, "content-type": PROBLEM_TYPE };
  return new Response(JSON.stringify(problemOf(error, instance)), { status: error.status, headers });
}
