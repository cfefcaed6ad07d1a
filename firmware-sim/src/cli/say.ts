import type { Words } from '../scenarios/stage.js';

/** "[16:42:07] …" of Vietnam's clock, Vietnamese first. */
export function sayer(write: (line: string) => void, now: () => number): (words: Words) => void {
  return ({ vi, en }) => write(`[${new Date(now() + 7 * 3_600_000).toISOString().slice(11, 19)}] ${vi} / ${en}`);
}
