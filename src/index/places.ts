/** Names of the spaces that hold the articles of a bucket. */
export const rowsOf = (bucket: number): string => `rows${bucket}`;
export const shinglesOf = (bucket: number): string => `shingles${bucket}`;
export const textsOf = (bucket: number): string => `texts${bucket}`;
/** By the article that is kept: the articles that joined it. */
export const membersOf = (bucket: number): string => `members${bucket}`;
export const ARTICLE_SPACES = [rowsOf, shinglesOf, textsOf, membersOf] as const;

/** Keys of articles sort by their numbers: u32, big-endian. */
export function sequenceKey(sequence: number): Buffer {
  const key = Buffer.allocUnsafe(4);
  key.writeUInt32BE(sequence, 0);
  return key;
}

/** The key of a member among those of a kept article. */
export function memberKey(kept: number, member: number): Buffer {
  const key = Buffer.allocUnsafe(8);
  key.writeUInt32BE(kept, 0);
  key.writeUInt32BE(member, 4);
  return key;
}
