/** Units of a value that a message shows. */
const SHOWN_UNITS = 60;

/** A value of a file as messages show it: the beginning of its JSON, or that there is none. */
export function shown(value: unknown): string {
  const text = typeof value === "string" ? JSON.stringify(value.slice(0, SHOWN_UNITS)) : JSON.stringify(value);
  return (text ?? "nothing").slice(0, SHOWN_UNITS + 2);
}
