import { type Device, isGone } from '#hub/contracts';
import type { HubClient } from '../../live/hub-client.js';
import type { Resource } from '../../live/resource.js';
import { createStore } from '../../live/store.js';
import type { WallData } from '../wall-data.js';
import { FRAME_MS, frameTime, REPLAY_MS, type Span } from './incident-span.js';
import { liveAt, type PastOfWall } from './wall-at.js';

/**
 * The wall's sources, turned back: the same stores, filled picture by picture from history. Boundary, profiles and rules
 * are today's. `onEnd` is called once, when the last picture has been shown.
 */
export function playPast(live: WallData, past: PastOfWall, span: Span, onEnd: () => void): WallData {
  const startedAt = performance.now();
  let time = span.from;
  const state = createStore(liveAt(past, time));
  const listeners = new Set<(now: number) => void>();
  const timer = setInterval(() => {
    const elapsed = performance.now() - startedAt;
    if (elapsed >= REPLAY_MS) {
      clearInterval(timer);
      onEnd();
      return;
    }
    const next = frameTime(span, elapsed);
    if (next === time) return;
    time = next;
    state.set(liveAt(past, time));
    for (const listener of listeners) listener(time);
  }, FRAME_MS);
  const hub: HubClient = {
    live: state,
    link: createStore('live' as const),
    openedAt: span.from,
    timeKnown: Promise.resolve(),
    now: () => time,
    heardAt: () => time,
    onReconnect: () => () => {},
    stop() {},
  };
  return {
    hub,
    commune: live.commune,
    devices: still(live.devices.store.get()?.map((device) => asThen(device, past))),
    profiles: live.profiles,
    rules: live.rules,
    history: still([]),
    replayed: true,
    span: () => span,
    onTick(_everyMs, listener) {
      listener(time);
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => clearInterval(timer),
  };
}

const still = <T>(value: T): Resource<T> => ({ store: createStore(value), refresh() {}, stop() {} });

/** Whether a device was in repair then is not known: its readings say what they are. A retired one shows if it had an alert. */
function asThen(device: Device, past: PastOfWall): Device {
  if (device.state === 'planned') return device;
  if (isGone(device.state) && !past.alerts.some((known) => known.alert.target === device.id)) return device;
  return { ...device, state: 'installed' };
}
