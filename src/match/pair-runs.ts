/** Pairs of a batch one after the other that share an article. */
export interface PairRun {
  readonly article: number;
  /** Places in the batch: [from, to). */
  readonly from: number;
  readonly to: number;
}

/** Cuts a batch into runs, each as long as it can be: the candidates of one newcomer follow each other. */
export function* pairRuns({ first, second }: PairColumns): Generator<PairRun> {
  for (let from = 0, to = 0; from < first.length; from = to) {
    const has = (place: number, article: number): boolean => first[place] === article || second[place] === article;
    const last = second[from] as number;
    const article = has(from + 1, last) ? last : (first[from] as number);
    to = from + 1;
    while (to < first.length && has(to, article)) to++;
    yield { article, from, to };
  }
}

/** The articles of pairs, as columns of equal length. */
export interface PairColumns {
  readonly first: Uint32Array;
  readonly second: Uint32Array;
}

/** The article of a pair that is not this one. */
export function otherOf({ first, second }: PairColumns, place: number, article: number): number {
  return (first[place] === article ? second[place] : first[place]) as number;
}
