import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { digestOf } from "../../src/read/digest.js";

const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

describe("digestOf", () => {
  it.each(["", "Hafen", "Größe 中 \ud83d\ude00"])("is the SHA-256 of the UTF-8 of %j", (text) => {
    expect(digestOf(text).toString("hex")).toBe(sha256(Buffer.from(text)));
  });

  it("tells lone surrogates from each other and from the sign that stands for them", () => {
    const digests = ["\ud800", "\ud801", "\udc00", "\ufffd"].map((text) => digestOf(text).toString("hex"));
    expect(new Set(digests).size).toBe(4);
  });
});
