/** Whether a line that recurs is furniture, from where it stands and how it looks. */
import type { Regime, SpanClass } from "../../model/span.js";
import type { TemplateAction } from "../../model/templates.js";
import * as P from "../page.js";
import type { LineReader, Sighting } from "./sightings.js";

/** What a line's source tells of it. */
export interface Surroundings {
  readonly regime: Regime;
  /** Clusters of the source. */
  readonly clusters: number;
  readonly loneliness: number;
}

export interface Judgement {
  readonly class?: SpanClass;
  readonly action: TemplateAction;
}

export function judgeLine(
  sighting: Sighting,
  { regime, clusters, loneliness }: Surroundings,
  read: LineReader,
): Judgement {
  void regime;
  void clusters;
  void loneliness;
  void read;
  void P;
  const name = classOf(sighting);
  return { ...(name !== undefined && { class: name }), action: "remove" };
}

/** The class that rules gave to most of the occurrences. */
function classOf({ classes, positions }: Sighting): SpanClass | undefined {
  for (const [name, count] of classes) if (count * 2 > positions.length) return name;
  return undefined;
}
