import type { Alert, Metric, Rule } from '#hub/contracts';
import type { Matter } from '../alerts/matters.js';
import type { Station } from '../stations/station-state.js';

/** What a click or the remote control opened. */
export type Opened = { kind: 'alert'; id: string } | { kind: 'station'; id: string; metric?: Metric };

export interface PanelProps {
  opened: Opened;
  stations: readonly Station[];
  alerts: readonly Matter[];
  rules: readonly Rule[];
  /** Server time. */
  clock: number;
  visitor: boolean;
  onReplay(alert: Alert): void;
  onClose(): void;
}
