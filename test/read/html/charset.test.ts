import { describe, expect, it } from "vitest";
import { decodeHtml } from "../../../src/read/html/charset.js";
import { decodeWindows1252 } from "../../../src/read/html/windows-1252.js";

const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");

describe("decodeHtml", () => {
  it.each([
    ["UTF-8 where nothing is said", Buffer.from("café"), "café", false],
    [
      "a byte order mark before all",
      Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), Buffer.from('<meta charset="koi8-r">é')]),
      '<meta charset="koi8-r">é',
      false,
    ],
    ["UTF-16 by its mark", Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from("é", "utf16le")]), "é", false],
    [
      "UTF-16 that declares itself in UTF-16",
      Buffer.from("\n<meta charset=utf-16>é", "utf16le"),
      "\n<meta charset=utf-16>é",
      false,
    ],
    ["big-endian UTF-16 without a mark", Buffer.from("<p>é", "utf16le").swap16(), "<p>é", false],
    [
      "windows-1252 as the standard has it",
      latin1("<meta charset=windows-1252>\x80\x93a\x94"),
      "<meta charset=windows-1252>€“a”",
      false,
    ],
    [
      "ISO 8859-1 as windows-1252",
      latin1('<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">\x92'),
      '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">’',
      false,
    ],
    ["Shift_JIS", latin1("<meta charset='Shift_JIS'>\x93\xfa\x96\x7b"), "<meta charset='Shift_JIS'>日本", false],
    [
      "an XML declaration",
      latin1('<?xml version="1.0" encoding="koi8-r"?>\xc1'),
      '<?xml version="1.0" encoding="koi8-r"?>а',
      false,
    ],
    [
      "UTF-8 where the declaration is a comment",
      Buffer.from("<!-- <meta charset=koi8-r> -->é"),
      "<!-- <meta charset=koi8-r> -->é",
      false,
    ],
    ["UTF-8 where UTF-16 is declared in ASCII", Buffer.from("<meta charset=utf-16>é"), "<meta charset=utf-16>é", false],
    ["bytes that are not UTF-8 with a loss", latin1("a\xffb"), "a\ufffdb", true],
    [
      "an unknown charset as UTF-8 with a loss",
      Buffer.from("<meta charset=klingon>é"),
      "<meta charset=klingon>é",
      true,
    ],
    [
      "UTF-8 where the declaration comes too late",
      Buffer.from(`${" ".repeat(5000)}<meta charset=koi8-r>é`),
      `${" ".repeat(5000)}<meta charset=koi8-r>é`,
      false,
    ],
  ])("reads %s", (_, bytes, html, lossy) => {
    expect(decodeHtml(bytes)).toEqual({ html, lossy });
  });

  it("decodes a head of unfinished tags and comments as it is", () => {
    const html = `${"<meta ".repeat(1e5)}${"<!--".repeat(1e5)}`;
    expect(decodeHtml(Buffer.from(html))).toEqual({ html, lossy: false });
  });
});

describe("decodeWindows1252", () => {
  it("decodes every byte to the character of the Encoding Standard", () => {
    const all = decodeWindows1252(Buffer.from(Uint8Array.from({ length: 256 }, (_, byte) => byte)));
    expect(all).toHaveLength(256);
    expect(all.slice(0x80, 0xa0)).toBe("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ");
    expect(all.charCodeAt(0xff)).toBe(0xff);
    expect(all.charCodeAt(0x41)).toBe(0x41);
  });
});
