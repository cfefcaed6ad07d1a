import type { ThingKind } from '#hub/contracts';
import type { ReactNode } from 'react';
import type { ShapeBinding } from '../map/binding.js';
import type { MapThing } from '../map/map-thing.js';

/** What the panel of a thing is given, and how it tells the map what is drawn. */
export interface PanelProps {
  kind: ThingKind;
  /** Absent: something new. */
  id: string | undefined;
  view: string | undefined;
  writes: boolean;
  /** All of the kind, as they lie on the map. */
  things: readonly MapThing[];
  onDrawn(drawn: { binding: ShapeBinding; tools: ReactNode } | undefined): void;
}
