import type { Alert, Metric } from '#hub/contracts';
import { lazy, Suspense, useMemo, useState } from 'react';
import { localHour } from '../format/clock.js';
import { useSpeech } from '../i18n/words.js';
import { useStore } from '../live/store.js';
import { AlertColumn } from './alerts/alert-column.js';
import { EmergencyBand } from './alerts/emergency-band.js';
import { LostBand } from './alerts/lost-band.js';
import { CalmColumn } from './calm/calm-column.js';
import { Header } from './header/header.js';
import { hhmm } from '../format/clock.js';
import { subLine } from './header/hub-notes.js';
import { reportPeriod, stateSentence } from './header/state-sentence.js';
import { freshWind } from './map/wind.js';
import type { Opened } from './panel/panel-props.js';
import { useSound } from './sound/use-sound.js';
import { useServerNow } from './stage/use-server-now.js';
import { useStage } from './stage/use-stage.js';
import { byUrgency, newestOf, rank, type Station, stationsOf } from './stations/station-state.js';
import { Strip } from './strip/strip.js';
import { useQuietPointer } from './stage/use-quiet-pointer.js';
import { useRemote } from './stage/use-remote.js';
import { useWall } from './wall-context.js';
import { isNight } from './wall-settings.js';

// the map's code and the charts' come when they are needed
const MapView = lazy(() => import('./map/map-view.js'));
const Panel = lazy(() => import('./panel/panel.js'));

const DAY = 86_400_000;
const HEADER = 96;
const BAND = 200;
const STRIP = 216;
const GAPS = 24;
/** What a calm column says besides its report. */
const CALM = 472;
/** A stage narrower than this, in its own pixels, has no room for long dates. */
const NARROW = 1750;
/** What a lost wall says below its cards. */
const BLIND = 208;

export function Wall() {
  const { t } = useSpeech();
  const { data, settings } = useWall();
  const stage = useStage(settings.textScale);
  const clock = useServerNow();
  const live = useStore(data.hub.live);
  const link = useStore(data.hub.link);
  const commune = useStore(data.commune.store);
  const devices = useStore(data.devices.store);
  const profiles = useStore(data.profiles.store);
  const rules = useStore(data.rules.store);
  const history = useStore(data.history.store);
  const blocked = useSound();
  const [visitor, setVisitor] = useState(false);
  const [opened, setOpened] = useState<Opened>();
  useQuietPointer();
  useRemote({ onBack: () => setOpened(undefined), onVisitor: () => setVisitor((v) => !v) });

  const lost = link === 'lost' || link === 'never';
  const heardAt = data.hub.heardAt();
  const frozenAt = lost ? (heardAt ?? data.hub.openedAt) : undefined;
  // what is shown was true then
  const now = frozenAt ?? clock;
  const stations = useMemo(
    () => stationsOf({ devices: devices ?? [], profiles, live, now }),
    [devices, profiles, live, now],
  );
  const active = useMemo(() => [...live.alerts.values()].sort(byUrgency), [live.alerts]);
  const ended = useMemo(
    () => endedSince(history, live.ended, live.alerts, Math.min(reportPeriod(now).from, now - DAY)),
    [history, live, now],
  );
  const report = ended.filter((a) => a.startedAt >= reportPeriod(now).from);

  const emergency = lost
    ? undefined
    : active.filter((a) => a.severity === 'emergency').sort((a, b) => rank(b.severity) - rank(a.severity))[0];
  const band = lost || emergency !== undefined;
  const reporting = stations.filter((s) => s.reporting).length;
  const allSilent = stations.length > 0 && reporting === 0;
  const calm = active.length === 0 && link === 'live' && stations.length > 0 && !allSilent;
  const simulated =
    live.status?.simulated === true || commune?.simulated === true || stations.some((s) => s.device.simulated);
  const wind = freshWind(stations, now);
  const available = stage.lines - HEADER - (band ? BAND : 0) - STRIP - GAPS;
  const sentence = stateSentence(
    {
      link,
      active,
      ended: report.length,
      empty: devices?.length === 0,
      taking: live.status?.logWritable !== false,
      reporting,
      stations: stations.length,
      now: clock,
    },
    t,
  );
  const sub = subLine(
    {
      link,
      status: live.status,
      newest: newestOf(stations),
      heardAt,
      reporting,
      stations: stations.length,
      soundBlocked: blocked,
      now: clock,
    },
    t,
  );
  // whoever shows the hub in the evening wants it seen
  const dims = settings.nightAsked || !simulated;
  const night = dims && isNight(localHour(clock), settings.night) && !emergency;
  const openAlert = (alert: Alert) => setOpened({ kind: 'alert', id: alert.id });
  const openStation = (station: Station, metric?: Metric) =>
    setOpened({ kind: 'station', id: station.device.id, metric });
  const old = lost ? 'old' : '';
  const narrow = stage.width / stage.u < NARROW;

  return (
    <main
      className={`stage ${band ? 'with-band' : ''} ${lost ? 'is-lost' : ''} ${narrow ? 'narrow' : ''}`}
      style={{ width: stage.width, height: stage.height, left: stage.left, top: stage.top }}
    >
      <Header narrow={narrow} commune={commune?.name} sentence={sentence} sub={sub} now={clock} />
      {lost && <LostBand since={frozenAt!} never={link === 'never'} support={commune?.support} />}
      {emergency && (
        <EmergencyBand alert={emergency} now={clock} hidePlace={visitor} onOpen={() => openAlert(emergency)} />
      )}
      <Suspense fallback={null}>
        <MapView
          commune={commune}
          stations={stations}
          alerts={active}
          cameras={live.cameras}
          now={now}
          u={stage.u}
          emergency={emergency}
          frozenAt={frozenAt}
          simulated={simulated}
          visitor={visitor}
          onOpen={openStation}
        />
      </Suspense>
      {active.length > 0 || lost ? (
        <section className="alerts">
          <div className={`cards ${old}`}>
            <AlertColumn
              alerts={emergency ? active.filter((a) => a !== emergency) : active}
              available={lost ? available - BLIND : available}
              withBand={band}
              now={clock}
              frozenAt={frozenAt}
              hidePlaces={visitor}
              onOpen={openAlert}
            />
          </div>
          {lost && (
            <p className="blind">
              {link === 'never' ? t.blindNever : t.blind(hhmm(frozenAt!))}
              <span>{t.blindHelp}</span>
            </p>
          )}
        </section>
      ) : (
        <section className={available < 600 ? 'calm tight' : 'calm'}>
          {(calm || allSilent) && (
            <CalmColumn
              now={clock}
              blind={allSilent}
              checkedAt={live.status?.now ?? clock}
              ended={report}
              status={live.status}
              silent={stations.filter((s) => s.absence?.why === 'silent').length}
              hidePlaces={visitor}
              room={Math.max(0, Math.floor((available - CALM) / 100))}
            />
          )}
        </section>
      )}
      <Strip
        stations={stations}
        rules={rules}
        now={now}
        clock={clock}
        calm={calm}
        width={stage.width / stage.u}
        wind={wind}
        cameras={live.cameras}
        incidents={ended.length + active.length}
        frozenAt={frozenAt}
        visitor={visitor}
        onOpen={openStation}
      />
      {opened && (
        <Suspense fallback={null}>
          <Panel
            opened={opened}
            stations={stations}
            alerts={active}
            rules={rules}
            clock={clock}
            visitor={visitor}
            onClose={() => setOpened(undefined)}
          />
        </Suspense>
      )}
      {night && <div className="night" />}
    </main>
  );
}

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
  return [...byId.values()].sort((a, b) => b.startedAt - a.startedAt);
}
