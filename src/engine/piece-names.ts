import type { Article } from "../model/article.js";
import type { ArticleReading, Reading } from "../model/reading.js";
import type { TextKey } from "../model/text-key.js";
import { createIdentifier } from "../read/identify.js";
import type { Piece, PieceReadings } from "../read/pieces.js";
import { rejectRow } from "../read/reject.js";
import { clashOf } from "./name-reading.js";
import type { Gist, PieceNames } from "./piece.js";

/** What naming needs of the articles of a piece. */
export function gistOf({ readings, lines }: PieceReadings, keyOfText: (text: string) => TextKey): Gist {
  const articles = readings.filter((reading) => reading.kind === "article");
  const keys = new Uint32Array(articles.length * 2);
  for (const [at, { article, textKey }] of articles.entries()) {
    const { lo, hi } = textKey ?? keyOfText(article.text);
    keys[2 * at] = lo;
    keys[2 * at + 1] = hi;
  }
  return { ids: articles.map(({ article }) => article.id), keys, lines };
}

/** Names the articles of pieces that come in the order of the input. */
export function createPieceNaming(strict: boolean): (piece: Piece, gist: Gist) => PieceNames {
  const identify = createIdentifier();
  let firstArticle = 0;
  let file: string | undefined;
  let lines = 0;
  return (piece, { ids, keys, lines: more }) => {
    const path = piece.kind === "range" ? piece.range.input.path : undefined;
    if (path !== file || (piece.kind === "range" && piece.range.start === 0)) lines = 0;
    file = path;
    const clashes: { at: number; id: string; kind: "copy" | "conflict" }[] = [];
    for (const [at, own] of ids.entries()) {
      const { id, kind } = identify(own, { lo: keys[2 * at] as number, hi: keys[2 * at + 1] as number });
      if (kind !== "new") clashes.push({ at, id, kind });
    }
    const names = { firstArticle, linesBefore: path === undefined ? 0 : lines, clashes };
    firstArticle += ids.length - (strict ? clashes.length : 0);
    lines += more;
    return names;
  };
}

/** An article under the name it goes by in the run. */
export interface NamedArticle {
  readonly article: Article;
  readonly reading: ArticleReading;
  /** Its index in the run. */
  readonly index: number;
}

/** The articles of a piece as they are named; gathers what is told of those that are not. */
export class NamedPiece {
  readonly rejects: string[] = [];
  readonly warnings: { readonly kind: string; readonly message: string }[] = [];
  readonly #names: PieceNames;
  readonly #clashes: ReadonlyMap<number, PieceNames["clashes"][number]>;
  readonly #strict: boolean;
  #seen = 0;
  #named = 0;

  constructor(names: PieceNames, strict: boolean) {
    this.#names = names;
    this.#clashes = new Map(names.clashes.map((clash) => [clash.at, clash]));
    this.#strict = strict;
  }

  /** The article of the next reading; undefined for what is, or becomes, a reject. */
  name(reading: Reading): NamedArticle | undefined {
    if (reading.kind === "reject") {
      const line = reading.reject.line + this.#names.linesBefore;
      this.rejects.push(`${rejectRow({ ...reading.reject, line })}\n`);
      return undefined;
    }
    const clash = this.#clashes.get(this.#seen++);
    if (clash !== undefined && this.#isRejected(reading, clash)) return undefined;
    const article = clash === undefined ? reading.article : { ...reading.article, id: clash.id };
    return { article, reading, index: this.#names.firstArticle + this.#named++ };
  }

  #isRejected(reading: ArticleReading, { kind, id }: PieceNames["clashes"][number]): boolean {
    const placed = { ...reading, line: reading.line + this.#names.linesBefore };
    const { message, reject } = clashOf(placed, kind, id);
    this.warnings.push({ kind, message });
    if (this.#strict) this.rejects.push(`${rejectRow(reject)}\n`);
    return this.#strict;
  }
}
