import { decodeHtml } from "./charset.js";

/** First characters of a page, in lower case, behind white space, comments and an XML declaration. */
const BEGINNINGS = /^(?:<!doctype html|<html[\s>]|<head[\s>])/;

/** Whether bytes of unknown name begin a web page. */
export function beginsHtml(head: Buffer): boolean {
  const start = decodeHtml(head).html.toLowerCase();
  return BEGINNINGS.test(start.replace(/^(?:\s|<\?xml[^>]*>|<!--[\s\S]*?-->)+/, ""));
}
