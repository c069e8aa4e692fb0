/** What the process says when it ends; README lists them. */
export const EXIT = { done: 0, fault: 1, usage: 2, interrupted: 130 } as const;
