import { type ComponentType, lazy } from 'react';
import { reloadWhenServed } from './reload.js';

/** A part that cannot be had is missing for so long at least. */
const AGAIN_MS = 5000;

/**
 * A part of a page whose code comes when it is wanted. Where it cannot be had – the line is down, or the hub has a newer
 * build – its place shows what it shows while waiting, the rest of the page stands, and the page is loaded again when the
 * hub serves it.
 */
export const later = <Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>) =>
  lazy(() =>
    load().catch((): Promise<{ default: ComponentType<Props> }> => {
      reloadWhenServed(AGAIN_MS);
      return new Promise(() => undefined);
    }),
  );
