import type { Reading } from "../model/reading.js";

/** A record of a finished run under the name that the run's other files use, which `dittograph.id` tells where it is another. */
export function underWrittenName(reading: Reading): Reading {
  if (reading.kind === "reject" || reading.record.kind !== "json") return reading;
  const { dittograph } = JSON.parse(Buffer.from(reading.record.bytes).toString("utf8")) as { dittograph?: unknown };
  const id = typeof dittograph === "object" && dittograph !== null && "id" in dittograph ? dittograph.id : undefined;
  return typeof id === "string" ? { ...reading, article: { ...reading.article, id } } : reading;
}
