import { type Body, CAPITAL, CLOSE, LAST, MARK, NUMBERS, OPEN, WORD } from "./story.js";
import type { Vocabulary } from "./vocabulary.js";

/** How a source prints: its quotation marks. */
export interface Typography {
  readonly open: string;
  readonly close: string;
}

export const STRAIGHT: Typography = { open: '"', close: '"' };
export const CURLY: Typography = { open: "“", close: "”" };

const MARKS = ["", ",", ".", "?"];

/** The body's paragraphs as text, without line ends. */
export function renderParagraphs(body: Body, vocabulary: Vocabulary, typography: Typography): readonly string[] {
  const paragraphs: string[] = [];
  let text = "";
  for (const token of body) {
    if (text !== "") text += " ";
    if (token & OPEN) text += typography.open;
    text += wordOf(token, vocabulary);
    text += MARKS[(token & MARK) >>> 23];
    if (token & CLOSE) text += typography.close;
    if (token & LAST) {
      paragraphs.push(text);
      text = "";
    }
  }
  if (text !== "") paragraphs.push(text);
  return paragraphs;
}

function wordOf(token: number, vocabulary: Vocabulary): string {
  const word = token & WORD;
  if (word >= NUMBERS) return String(word - NUMBERS);
  return (token & CAPITAL ? vocabulary.capitals : vocabulary.words)[word] ?? "";
}
