/**
 * Connected components of the links between 0 … count − 1, as the smallest member's number for each. Union by smaller
 * root with path halving, O(links · log count). Grouping never closes over links (see stars.ts): this is for labels,
 * where a person has said that both ends are one article.
 */
export function components(count: number, links: Iterable<readonly [number, number]>): Uint32Array {
  const parent = Uint32Array.from({ length: count }, (_, node) => node);
  const root = (node: number): number => {
    let at = node;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  };
  for (const [x, y] of links) {
    const [a, b] = [root(x), root(y)];
    parent[Math.max(a, b)] = Math.min(a, b);
  }
  return parent.map((_, node) => root(node));
}
