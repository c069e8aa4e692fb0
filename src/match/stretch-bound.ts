import type { Anchors } from "./anchors.js";
import { BRIDGE_TOKENS } from "./passages.js";

/** What aligned stretches of two texts reach at most, in matching tokens. */
export interface StretchBound {
  /** Of the longest stretch. */
  readonly longest: number;
  /** Of all stretches together. */
  readonly covered: number;
}

/**
 * Bounds what `alignStretches` would find, without comparing tokens: every token of an aligned run is covered by windows
 * that stand in both texts, and covered tokens a bridge apart may be of one stretch. O(windows).
 *
 *     a's windows that b has    ████      █████████   ██            ████
 *     taken for stretches       └────────────────────────┘          └──┘
 *
 * @param keys of a's windows. @param anchors of b, of as many tokens a window.
 */
export function boundStretches(keys: Float64Array, anchors: Anchors): StretchBound {
  let [longest, covered, stretch] = [0, 0, 0];
  let end = -BRIDGE_TOKENS - 1;
  for (let i = 0; i < keys.length; i++) {
    if (!anchors.has(keys[i] as number)) continue;
    if (i - end > BRIDGE_TOKENS) stretch = 0;
    const more = i + anchors.window - Math.max(i, end);
    end = i + anchors.window;
    covered += more;
    stretch += more;
    if (stretch > longest) longest = stretch;
  }
  return { longest, covered };
}
