import { type ComponentType, lazy } from 'react';
import { reloadWhenServed } from './reload.js';

/** A part that cannot be had is missing for so long at least. */
const AGAIN_MS = 5000;

/**
 * A part of a page whose code comes when it is wanted. Where it cannot be had – the line is down, or the hub has a newer
 * build – its place shows what it shows while waiting, the rest of the page stands, and the page is loaded again when the
 * hub serves it.
 */
// what a component takes is the part's own affair
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export const later = <T extends ComponentType<any>>(load: () => Promise<{ default: T }>) =>
  lazy(() =>
    load().catch(() => {
      reloadWhenServed(AGAIN_MS);
      return new Promise<never>(() => undefined);
    }),
  );
