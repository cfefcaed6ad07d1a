import type { Alert } from '#hub/contracts';
import { deviceOfAlert } from '#hub/contracts';
import type { Moment } from '#hub/registry';

/** A line of what became of a case. */
export interface CaseLine extends Pick<Moment, 'at' | 'change' | 'by' | 'to' | 'note'> {
  /** The alert that joined: of which device, and its title. */
  joined?: { box: string; vi: string; en: string };
}

/** So near to each other an incident and its alert tell of the same. */
const SAME_MS = 2000;

/**
 * What became of the incident as a whole, what people noted, and of each alert that joined whose it is. Each of its alerts
 * opened and ended on its own beside: that is not told. `nameOf`: of a device; undefined where it is gone.
 */
export function linesOf(
  timeline: readonly Moment[],
  alerts: readonly Pick<Alert, 'id' | 'text'>[],
  nameOf: (device: string) => string | undefined,
): CaseLine[] {
  const opened = timeline.filter(({ change, alert }) => change === 'opened' && alert !== undefined);
  const joinedAt = (at: number) =>
    opened
      .filter((moment) => Math.abs(moment.at - at) <= SAME_MS)
      .flatMap(({ alert }): CaseLine['joined'][] => {
        const text = alerts.find(({ id }) => id === alert)?.text;
        const box = nameOf(deviceOfAlert(alert!)) ?? text?.place;
        return text && box ? [{ box, vi: text.title, en: text.titleEn }] : [];
      });
  return timeline
    .filter(({ alert, change }) => alert === undefined || change === 'commented')
    .flatMap(({ at, change, by, to, note }): CaseLine[] => {
      const line = { at, change, ...(by && { by }), ...(to && { to }), ...(note && { note }) };
      const joined = change === 'grew' || change === 'raised' ? joinedAt(at) : [];
      return joined.length > 0 ? joined.map((one) => ({ ...line, joined: one! })) : [line];
    });
}
