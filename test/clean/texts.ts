import fc from "fast-check";
import { PROSE } from "./reading.js";

const FURNITURE = [
  ...[
    "ADVERTISEMENT",
    "2 min read",
    "Most read",
    "Sign up for our newsletter",
    "(Reuters) ",
    "BEIJING (AP) — ",
    " date 2025-09-03 ",
  ],
  ...[
    "© 2019 Example Press. All rights reserved.",
    "3 Comments",
    "Reply",
    "2 days ago",
    "Share",
    "A boat. / Reuters",
    "Explore",
  ],
  ...[
    "SOURCE:Example World",
    "Read more: Second port",
    "By Jane Doe",
    "September 3, 2025",
    "Home",
    "About us",
    "Contact us",
    "Privacy Policy",
  ],
  ...[
    "Second port takes forty ships",
    "Fish prices fall again",
    "Editor's note: This story was updated.",
    "Legal Disclaimer:",
    "CommentsNo comment",
  ],
] as const;
const ENDS = ["\n", "\n", "\n", "\r\n", "\r", "\u2028", "\u2029", "\u0085", "\n\n", " ", ""] as const;

/** Any string. */
export const odd = fc.string({ unit: "binary", maxLength: 30 });
const lone = fc.constantFrom("\ud800", "\udc00", "\u0000", "\ufeff", "\u200b", "😀", "e\u0301");
/** Real furniture and prose mixed with line ends and odd units. */
export const mixedText = fc
  .array(
    fc.tuple(
      fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(...FURNITURE) },
        { weight: 6, arbitrary: fc.constantFrom(...PROSE) },
        odd,
        lone,
      ),
      fc.constantFrom(...ENDS),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.flat().join(""));
