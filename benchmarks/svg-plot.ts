/** A curve or a cloud of points, x and y from 0 to 1. */
export interface Series {
  readonly label: string;
  readonly colour: string;
  /** `line` joins the points, `dots` marks each. */
  readonly mark: "line" | "dots";
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** A plot of shares: both axes go from 0 to 1. */
export interface Plot {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly series: readonly Series[];
}

/** Colours that stay apart for colour-blind readers (Okabe and Ito, "Color Universal Design", 2008). */
export const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00"] as const;

/** Sizes in pixels: the drawing, the field of the axes in it, and the column of the legend to its right. */
const WIDTH = 760;
const HEIGHT = 440;
const LEFT = 64;
const TOP = 40;
const FIELD = { width: 480, height: 340 } as const;
const LEGEND = LEFT + FIELD.width + 20;
const LEGEND_STEP = 20;
const TICKS = 10;

/** Draws a plot as a standalone SVG document. */
export function drawPlot(plot: Plot): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<title>${escapeXml(plot.title)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    label(LEFT, TOP - 18, plot.title, 'font-size="15"'),
    ...grid(),
    label(LEFT + FIELD.width / 2, HEIGHT - 16, plot.x, 'text-anchor="middle"'),
    label(0, 0, plot.y, `text-anchor="middle" transform="translate(18 ${TOP + FIELD.height / 2}) rotate(-90)"`),
    ...plot.series.map(drawSeries),
    ...plot.series.map(legendEntry),
    "</svg>",
    "",
  ].join("\n");
}

function grid(): string[] {
  const lines: string[] = [];
  for (let tick = 0; tick <= TICKS; tick++) {
    const share = tick / TICKS;
    const colour = tick === 0 ? "#333333" : "#dddddd";
    lines.push(stroke(placeX(share), placeY(0), placeX(share), placeY(1), colour));
    lines.push(stroke(placeX(0), placeY(share), placeX(1), placeY(share), colour));
    lines.push(label(placeX(share), placeY(0) + 18, share.toFixed(1), 'text-anchor="middle"'));
    lines.push(label(placeX(0) - 8, placeY(share) + 4, share.toFixed(1), 'text-anchor="end"'));
  }
  return lines;
}

function drawSeries({ colour, mark, points }: Series): string {
  const places = points.map(([x, y]) => [pixel(placeX(x)), pixel(placeY(y))] as const);
  if (mark === "dots") {
    return places.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="3.2" fill="${colour}"/>`).join("\n");
  }
  const path = places.map(([x, y]) => `${x},${y}`).join(" ");
  return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="1.5"/>`;
}

function legendEntry({ label: text, colour, mark }: Series, place: number): string {
  const y = TOP + 8 + place * LEGEND_STEP;
  const sign =
    mark === "dots"
      ? `<circle cx="${LEGEND + 10}" cy="${y}" r="3.2" fill="${colour}"/>`
      : stroke(LEGEND, y, LEGEND + 20, y, colour);
  return `${sign}\n${label(LEGEND + 28, y + 4, text, "")}`;
}

const placeX = (share: number): number => LEFT + share * FIELD.width;
const placeY = (share: number): number => TOP + (1 - share) * FIELD.height;
const pixel = (value: number): string => value.toFixed(1);

function stroke(x1: number, y1: number, x2: number, y2: number, colour: string): string {
  const [a, b, c, d] = [x1, y1, x2, y2].map(pixel);
  return `<line x1="${a}" y1="${b}" x2="${c}" y2="${d}" stroke="${colour}"/>`;
}

function label(x: number, y: number, text: string, attributes: string): string {
  return `<text x="${pixel(x)}" y="${pixel(y)}" ${attributes}>${escapeXml(text)}</text>`;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
