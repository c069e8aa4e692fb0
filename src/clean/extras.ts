import type { UserLexicon } from "../model/lexicon.js";
import type { Templates } from "../model/templates.js";

/** What a run may bring to cleaning besides options. */
export interface CleanExtras {
  /** A user's own rules. */
  readonly lexicon?: UserLexicon;
  /** Recurring lines of the articles' sources, as `templates learn` finds them. */
  readonly templates?: Templates;
}
