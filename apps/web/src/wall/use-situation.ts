import { type Alert, isDrillSensor } from '#hub/contracts';
import { useMemo } from 'react';
import { useStore } from '../live/store.js';
import { isDrill, marked } from './alerts/drill.js';
import { mattersOf } from './alerts/matters.js';
import { reportPeriod } from './header/state-sentence.js';
import { useServerNow } from './stage/use-server-now.js';
import { stationsOf } from './stations/station-state.js';
import { tallyOf } from './stations/tally.js';
import { useWall } from './wall-context.js';

const DAY = 86_400_000;

/** How the commune is, from the sources of the wall around it: now, or at the replayed moment. */
export function useSituation() {
  const { data } = useWall();
  const clock = useServerNow();
  const live = useStore(data.hub.live);
  const link = useStore(data.hub.link);
  const commune = useStore(data.commune.store);
  const devices = useStore(data.devices.store);
  const profiles = useStore(data.profiles.store);
  const rules = useStore(data.rules.store);
  const history = useStore(data.history.store);
  const { replayed } = data;

  const lost = link === 'lost' || link === 'never';
  const heardAt = data.hub.heardAt();
  const frozenAt = lost ? (heardAt ?? data.hub.openedAt) : undefined;
  // what is shown was true then
  const now = frozenAt ?? clock;
  const stations = useMemo(
    () => stationsOf({ devices: devices ?? [], profiles, live, now, replayed }),
    [devices, profiles, live, now, replayed],
  );
  const active = useMemo(() => mattersOf(live, now), [live, now]);
  const ended = useMemo(
    () => endedSince(history, live.ended, live.alerts, Math.min(reportPeriod(now).from, now - DAY)),
    [history, live, now],
  );
  // a drill's sensor stands on the map, and no figure is about it
  const counted = useMemo(() => stations.filter((s) => !isDrillSensor(s.device.id)), [stations]);
  const tally = useMemo(() => tallyOf(counted), [counted]);
  const real = active.filter((alert) => !isDrill(alert));
  const findings = useMemo(() => [...live.findings.values()], [live.findings]);
  const blind = counted.length > 0 && tally.known === 0;
  return {
    clock,
    now,
    live,
    link,
    lost,
    heardAt,
    frozenAt,
    commune,
    devices,
    rules,
    stations,
    /** What the hub suspects now. */
    findings,
    /** Without those of drills, as what follows. */
    counted,
    active,
    real,
    ended,
    report: ended.filter((a) => a.startedAt >= reportPeriod(now).from),
    /** Has the band. A drill has it where nothing real is open. */
    emergency: lost ? undefined : (real.length > 0 ? real : active).find((a) => a.severity === 'emergency'),
    /** Matters of the time that the strip counts: drills are none. */
    matters: [...real, ...ended.filter((alert) => !isDrill(alert))].length,
    reporting: counted.filter((s) => s.reporting).length,
    tally,
    blind,
    calm: active.length === 0 && link === 'live' && counted.length > 0 && !blind,
    simulated:
      live.status?.simulated === true || commune?.simulated === true || counted.some((s) => s.device.simulated),
  };
}
export type Situation = ReturnType<typeof useSituation>;

/** Alerts that began since then and are over, newest first, from the list and from what the socket told since. */
function endedSince(
  history: readonly Alert[],
  ended: readonly Alert[],
  active: ReadonlyMap<string, Alert>,
  from: number,
): Alert[] {
  const byId = new Map<string, Alert>();
  for (const alert of [...history, ...ended])
    if (!active.has(alert.id) && alert.startedAt >= from && (alert.state === 'returned' || alert.state === 'closed'))
      byId.set(alert.id, alert);
  return [...byId.values()].sort((a, b) => b.startedAt - a.startedAt).map(marked);
}
