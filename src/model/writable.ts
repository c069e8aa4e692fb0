/**
 * A thing in the making. What is filled on hot ways is made member by member: the engine defines members behind a spread one
 * by one, at ten times the price.
 */
export type Writable<T> = { -readonly [Member in keyof T]: T[Member] };
