import { describe, expect, it } from "vitest";
import { detectFormat } from "../../../src/read/formats.js";
import { beginsHtml } from "../../../src/read/html/begins-html.js";

describe("beginsHtml", () => {
  it.each([
    "<!DOCTYPE html>",
    "<html>",
    "<HTML lang=en>",
    "\n <!-- a --> <!doctype html",
    '<?xml version="1.0"?><html xmlns="x">',
    "\xef\xbb\xbf<head>",
  ])("takes %j for a page", (head) => {
    expect(beginsHtml(Buffer.from(head, "latin1"))).toBe(true);
    expect(detectFormat("-", Buffer.from(head, "latin1"))).toEqual({ kind: "format", format: "html" });
  });

  it.each(["<p>words", "html", "<htmlx>", "<!doctype svg>", "Words <html>", '{"a":"<html>"}', "<!-- <html>"])(
    "does not take %j for one",
    (head) => {
      expect(beginsHtml(Buffer.from(head))).toBe(false);
      expect(detectFormat("-", Buffer.from(head))).not.toEqual({ kind: "format", format: "html" });
    },
  );

  it.each([" ", "<!--", "<?xml ", "<!---->"])("finds no page in a head of nothing but %j", (part) => {
    expect(beginsHtml(Buffer.from(part.repeat(4096 / part.length)))).toBe(false);
  });
});
