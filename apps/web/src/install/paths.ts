import type { Step } from './draft/draft.js';

/** Addresses of the installer's screens. */
export const HOME = '/install';
export const stepPath = (step: Step): string => `${HOME}/${step}`;
export const TYPE = `${HOME}/type`;
export const HAMLET = `${HOME}/hamlet`;
export const boxPath = (key: string): string => `${HOME}/box/${key}`;

/** Which screen an address asks for. */
export type Wanted = { screen: 'home' } | { screen: Step | 'type' | 'hamlet' } | { screen: 'box'; key: string };
const OF_DRAFTS = ['scan', 'type', 'profile', 'place', 'hamlet', 'name'] as const;
export function wantedAt(pathname: string): Wanted {
  const [, , screen, key] = pathname.split('/');
  if (screen === 'box' && key) return { screen, key };
  const found = OF_DRAFTS.find((one) => one === screen);
  return { screen: found ?? 'home' };
}
/** The step that a screen belongs to. */
export const stepOf = (screen: (typeof OF_DRAFTS)[number]): Step =>
  screen === 'type' ? 'scan' : screen === 'hamlet' ? 'place' : screen;
