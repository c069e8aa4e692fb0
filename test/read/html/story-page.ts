/** A page as newspapers make them, written for these tests: menu, story, related stories, newsletter box, comments, footer. */

export const PARAGRAPHS: readonly string[] = [
  "The harbour master of Little Bay closed the eastern gate at noon on Monday, after the swell in the basin had risen above three metres.",
  "No boat left the quay in the afternoon, and the ferry to the islands, which had been due at four, waited outside for more than two hours.",
  "“We have seen worse in other years, but never so early in the autumn,” said Maria Holm, who has run the station since the spring.",
  "The council will decide on Thursday whether the old wall, built when the port was half as large, has to be raised by another metre.",
  "Fishermen in the village said that they had lost some of their nets, although none of them was hurt and all boats were safe.",
];

const RELATED = [
  "Ferry fares to rise in spring",
  "Ten walks along the coast",
  "Council elects new mayor",
  "Where to eat by the sea",
];

export const COMMENT =
  "I have lived here for forty years and I think that the council should have raised the wall long ago, as we all told them.";

export const STORY_PAGE = `<!doctype html><html lang="en"><head><title>Swell closes harbour gate | Bay Courier</title></head><body>
<header class="site-header"><nav class="main-nav"><ul>${["Home", "News", "Sport", "Weather"].map((name) => `<li><a href="/${name}">${name}</a></li>`).join("")}</ul></nav></header>
<div class="layout"><main><article class="story"><h1 class="headline">Swell closes harbour gate</h1><div class="byline">By Ann Lee</div>
<div class="share-tools"><a href="#">Share</a> <a href="#">Tweet</a> <a href="#">Email</a></div>
<div class="article-body">${PARAGRAPHS.slice(0, 3)
  .map((text) => `<p>${text}</p>`)
  .join("\n")}
<div class="related-box"><h4>Related stories</h4><ul>${RELATED.slice(0, 2)
  .map((text) => `<li><a href="/x">${text}</a></li>`)
  .join("")}</ul></div>
<h2>A wall too low</h2>${PARAGRAPHS.slice(3)
  .map((text) => `<p>${text}</p>`)
  .join("\n")}</div></article></main>
<aside class="sidebar"><div class="newsletter-signup"><p>Sign up for our daily newsletter and get the news by email every morning.</p></div>
<div class="most-popular"><h3>Most popular</h3><ol>${RELATED.map((text) => `<li><a href="/y">${text}</a></li>`).join("")}</ol></div></aside></div>
<section id="comments" class="comments"><h3>3 comments</h3>${[1, 2, 3].map((n) => `<div class="comment comment-${n}"><div class="comment-author">reader${n}</div><div class="comment-body"><p>${COMMENT} (${n})</p></div></div>`).join("")}</section>
<footer class="site-footer"><p>© 2024 Bay Courier. All rights reserved.</p><ul><li><a href="/t">Terms</a></li><li><a href="/p">Privacy policy</a></li></ul></footer>
</body></html>`;
