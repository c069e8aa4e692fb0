import { describe, expect, it } from "vitest";
import { peek } from "../../src/read/byte-source.js";

describe("peek", () => {
  it("gives the first bytes and then the whole stream", async () => {
    const peeked = await peek(letters(["ab", "c", "def", "g"]), 3);
    expect(peeked.head.toString()).toBe("abc");
    expect(await textOf(peeked.chunks)).toBe("abcdefg");
  });

  it("gives fewer bytes only where the stream has no more", async () => {
    const peeked = await peek(letters(["a", "b"]), 10);
    expect(peeked.head.toString()).toBe("ab");
    expect(await textOf(peeked.chunks)).toBe("ab");
  });

  it("ends the stream on close, also where nothing more was read", async () => {
    let closed = 0;
    const peeked = await peek(
      letters(["a", "b"], () => closed++),
      1,
    );
    expect(closed).toBe(0);
    await peeked.close();
    expect(closed).toBe(1);
  });
});

async function* letters(chunks: readonly string[], onEnd: () => void = () => {}): AsyncGenerator<Buffer> {
  try {
    for (const chunk of chunks) yield Buffer.from(chunk);
  } finally {
    onEnd();
  }
}

async function textOf(chunks: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const chunk of chunks) pieces.push(chunk);
  return Buffer.concat(pieces).toString();
}
