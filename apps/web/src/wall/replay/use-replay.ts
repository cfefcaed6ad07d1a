import type { Alert } from '#hub/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useWall } from '../wall-context.js';
import type { WallData } from '../wall-data.js';
import { lastIncident, type Span, spanOf } from './incident-span.js';
import { loadAlerts, loadIncidents, loadReadings } from './load-past.js';
import { playPast } from './replay-data.js';
import { mustReturn } from './must-return.js';
import { wantedSeries } from './wanted-series.js';

export type ReplayState =
  | { phase: 'off' | 'loading' | 'nothing' | 'busy' | 'failed' }
  | { phase: 'running'; data: WallData; span: Span; alert: Alert };

export interface Replay {
  state: ReplayState;
  /** Of this alert, or of the last incident. */
  start(alert?: Alert): void;
  /** Back to the live wall; false when it was there already. */
  stop(): boolean;
}
/** How long the wall says why there is no replay. */
const NOTE_MS = 5000;

/** Replays the last incident in a minute. The live wall goes on underneath and takes over when it has something to say. */
export function useReplay(): Replay {
  const { data } = useWall();
  const [state, setState] = useState<ReplayState>({ phase: 'off' });
  const current = useRef<{ state: ReplayState; loading?: AbortController }>({ state });
  const become = useCallback((next: ReplayState) => {
    const { state: before, loading } = current.current;
    if (before.phase === 'running') before.data.stop();
    if (next.phase !== 'loading' && next.phase !== 'running') loading?.abort();
    current.current.state = next;
    setState(next);
  }, []);

  const start = useCallback(
    (chosen?: Alert) => {
      const { phase } = current.current.state;
      if (phase === 'loading' || phase === 'running') return;
      const live = data.hub.live.get();
      const known = [...data.history.store.get(), ...live.ended, ...live.alerts.values()];
      const alert = chosen ?? lastIncident(known);
      if (!alert) return become({ phase: 'nothing' });
      if (mustReturn(live.alerts, new Set(live.alerts.keys()), data.hub.link.get())) return become({ phase: 'busy' });
      become({ phase: 'loading' });
      const own = new AbortController();
      current.current.loading = own;
      void load(data, alert, known, own.signal).then(
        ({ past, span }) => {
          if (own.signal.aborted) return;
          const off = () => become({ phase: 'off' });
          become({ phase: 'running', alert, span, data: playPast(data, past, span, off) });
        },
        () => own.signal.aborted || become({ phase: 'failed' }),
      );
    },
    [data, become],
  );
  const stop = useCallback(() => {
    if (current.current.state.phase === 'off') return false;
    become({ phase: 'off' });
    return true;
  }, [become]);

  // what the live wall has to say comes first
  const away = state.phase === 'loading' || state.phase === 'running';
  useEffect(() => {
    if (!away) return;
    const before = new Set(data.hub.live.get().alerts.keys());
    const check = () => {
      if (mustReturn(data.hub.live.get().alerts, before, data.hub.link.get())) stop();
    };
    const stopLive = data.hub.live.subscribe(check);
    const stopLink = data.hub.link.subscribe(check);
    return () => {
      stopLive();
      stopLink();
    };
  }, [away, data, stop]);
  useEffect(() => {
    if (state.phase !== 'nothing' && state.phase !== 'busy' && state.phase !== 'failed') return;
    const timer = setTimeout(stop, NOTE_MS);
    return () => clearTimeout(timer);
  }, [state, stop]);
  useEffect(() => () => void stop(), [stop]);
  return { state, start, stop };
}

async function load(data: WallData, alert: Alert, known: readonly Alert[], signal: AbortSignal) {
  const span = spanOf(alert, known, data.hub.now());
  const devices = data.devices.store.get() ?? [];
  const profiles = data.profiles.store.get();
  const [alerts, incidents] = await Promise.all([loadAlerts(span, signal), loadIncidents(span, signal)]);
  const inSpan = alerts.filter(({ opened, returned = span.to }) => opened <= span.to && returned >= span.from);
  const concerned = [alert.target, ...inSpan.map((k) => k.alert.target)];
  const wanted = wantedSeries({ devices, profiles, latest: data.hub.live.get().latest, concerned });
  const readings = await loadReadings(wanted, span, devices, profiles, signal);
  return { span, past: { alerts, incidents, readings, stepMs: span.stepMs } };
}
