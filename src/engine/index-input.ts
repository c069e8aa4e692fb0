import type { Article } from "../model/article.js";
import { type ArticleInput, articleOf, expectText } from "./article-input.js";
import { nameOf } from "./index-names.js";

/** What an index takes of an article: whatever else its caller's object holds might not be fit to go to a thread. */
export function indexInput(input: ArticleInput): Article {
  expectText(input, 0);
  const { text, title, url, source, date, language, markup } = input;
  return articleOf(
    {
      ...{ text, id: input.id ?? nameOf(input) },
      ...(title === undefined ? {} : { title }),
      ...(url === undefined ? {} : { url }),
      ...(source === undefined ? {} : { source }),
      ...(date === undefined ? {} : { date }),
      ...(language === undefined ? {} : { language }),
      ...(markup === undefined ? {} : { markup }),
    },
    0,
  );
}
