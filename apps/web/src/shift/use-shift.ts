import { type Device, type Incident, isGone } from '#hub/contracts';
import { useMemo } from 'react';
import { useAsk } from '../admin/data/ask.js';
import { useDevices } from '../admin/data/devices.js';
import { useLive } from '../admin/data/hub.js';
import { INCIDENTS } from '../incidents/deed.js';
import type { Span } from './span.js';
import { summaryOf } from './summary.js';

const MOST = 500;
const EVERY_MS = 30_000;

interface Page {
  incidents: Incident[];
  total: number;
}

/** A device that somebody has to look at, and since when. */
export interface Missing {
  device: Device;
  why: 'silent' | 'offline' | 'care';
  since?: number;
}

/** What happened in a stretch of time, and which devices are missed now. `beyond`: incidents beyond what a page takes. */
export function useShift({ from, to }: Span) {
  const answer = useAsk<Page>(`${INCIDENTS}?from=${from}&to=${to}&limit=${MOST}`, EVERY_MS);
  // what was over before and nobody looked at is handed on as well
  const waiting = useAsk<Page>(`${INCIDENTS}?active=true&to=${to}&limit=${MOST}`, EVERY_MS);
  const devices = useDevices().value?.devices;
  const presence = useLive((live) => live.presence);
  const [there, left] = [answer.value?.incidents, waiting.value?.incidents];
  const summary = useMemo(() => there && left && summaryOf(merged(there, left), { from, to }), [there, left, from, to]);
  const beyond = [answer, waiting].reduce(
    (sum, { value }) => sum + (value ? value.total - value.incidents.length : 0),
    0,
  );
  const missing = useMemo(
    () =>
      (devices ?? []).flatMap((device): Missing[] => {
        if (isGone(device.state) || device.state === 'planned') return [];
        if (device.state !== 'installed') return [{ device, why: 'care' }];
        const link = presence.get(device.id);
        return link?.link === 'silent' || link?.link === 'offline'
          ? [{ device, why: link.link, since: link.since }]
          : [];
      }),
    [devices, presence],
  );
  return { answer: waiting.value ? answer : waiting, summary, beyond, devices, missing };
}

const merged = (...lists: (readonly Incident[])[]): Incident[] => [
  ...new Map(lists.flat().map((incident) => [incident.id, incident])).values(),
];
