const ISO = /^\d{4}(-\d{2}(-\d{2})?)?([T ]\d{2}:\d{2}.{0,20})?$/;
/** A zone stands behind a time of day; the names are those that RFC 2822 knows. */
const HAS_ZONE = /:\d{2}(\.\d+)?\s?(Z|[+-]\d{2}:?\d{2}|UTC|UT|GMT|[ECMP][SD]T)$/;

/**
 * Milliseconds since 1970 of a date as records give it: ISO 8601, RFC 2822, seconds or milliseconds since 1970. A date
 * without a zone is UTC. Infinity, which sorts last, where there is none or it cannot be read.
 */
export function instantOf(date: string | null): number {
  if (date === null) return Number.POSITIVE_INFINITY;
  const text = date.trim();
  if (/^\d{9,10}$/.test(text)) return Number(text) * 1000;
  if (/^\d{12,13}$/.test(text)) return Number(text);
  const instant = Date.parse(withZone(text));
  return Number.isNaN(instant) ? Number.POSITIVE_INFINITY : instant;
}

function withZone(text: string): string {
  if (HAS_ZONE.test(text)) return text;
  if (!ISO.test(text)) return `${text} UTC`;
  return text.length > 10 ? `${text.replace(" ", "T")}Z` : text;
}
