import { Suspense, useMemo, useState } from 'react';
import { later } from '../live/later.js';
import { localHour } from '../format/clock.js';
import { useMe } from '../session/use-me.js';
import { useSpeech } from './words/words.js';
import { isDrill } from './alerts/drill.js';
import { Header } from './header/header.js';
import { subLine } from './header/hub-notes.js';
import { stateSentence } from './header/state-sentence.js';
import type { Opened } from './panel/panel-props.js';
import { ReplayBand } from './replay/replay-band.js';
import { useReplay } from './replay/use-replay.js';
import { Scene } from './scene.js';
import { useSound } from './sound/use-sound.js';
import { useQuietPointer } from './stage/use-quiet-pointer.js';
import { useRemote } from './stage/use-remote.js';
import { useStage } from './stage/use-stage.js';
import { newestOf } from './stations/station-state.js';
import { type Situation, useSituation } from './use-situation.js';
import { useWall, WallContext } from './wall-context.js';
import { isNight } from './wall-settings.js';

// the charts' code comes when it is needed
const Panel = later(() => import('./panel/panel.js'));

/** A stage narrower than this, in its own pixels, has no room for long dates. */
const NARROW = 1750;

/** The header and the sound are live whatever the scene below them shows. */
export function Wall() {
  const scope = useWall();
  const { settings } = scope;
  const stage = useStage(settings.textScale);
  const now = useSituation();
  const blocked = useSound();
  const replay = useReplay();
  const [visitor, setVisitor] = useState(false);
  const [opened, setOpened] = useState<Opened>();
  useQuietPointer();
  const startReplay: typeof replay.start = (alert) => {
    setOpened(undefined);
    replay.start(alert);
  };
  useRemote({
    onBack: () => replay.stop() || setOpened(undefined),
    onVisitor: () => setVisitor((v) => !v),
    onReplay: () => replay.stop() || startReplay(),
  });

  const { state } = replay;
  const past = state.phase === 'running' ? state.data : undefined;
  const shown = useMemo(() => (past ? { data: past, settings } : scope), [past, settings, scope]);
  // whoever shows the hub in the evening, or sets it up, wants it seen
  const dims = settings.nightAsked || (!now.simulated && now.counted.length > 0);
  const night = dims && isNight(localHour(now.clock), settings.night) && !now.emergency;
  const narrow = stage.width / stage.u < NARROW;

  return (
    <main
      className={`stage ${now.lost ? 'is-lost' : ''} ${narrow ? 'narrow' : ''}`}
      style={{ width: stage.width, height: stage.height, left: stage.left, top: stage.top }}
    >
      <LiveHeader situation={now} soundBlocked={blocked} narrow={narrow} visitor={visitor} />
      <WallContext value={shown}>
        <Scene
          stage={stage}
          visitor={visitor}
          simulated={now.simulated}
          turn={now.clock}
          onOpenAlert={(alert) => setOpened({ kind: 'alert', id: alert.id })}
          onOpenStation={(station, metric) => setOpened({ kind: 'station', id: station.device.id, metric })}
          onReplay={startReplay}
        >
          {state.phase === 'running' && (
            <ReplayBand alert={state.alert} today={now.clock} hidePlace={visitor} onStop={replay.stop} />
          )}
          {opened && !past && (
            <Suspense fallback={null}>
              <Panel
                opened={opened}
                stations={now.stations}
                alerts={now.active}
                rules={now.rules}
                clock={now.clock}
                visitor={visitor}
                onReplay={startReplay}
                onClose={() => setOpened(undefined)}
              />
            </Suspense>
          )}
        </Scene>
      </WallContext>
      <ReplayNote phase={state.phase} />
      {night && <div className="night" />}
    </main>
  );
}

function LiveHeader(props: { situation: Situation; soundBlocked: boolean; narrow: boolean; visitor: boolean }) {
  const { t } = useSpeech();
  const me = useMe();
  const { situation, soundBlocked, narrow, visitor } = props;
  const { link, live, real, report, devices, reporting, tally, heardAt, commune, clock } = situation;
  const stations = situation.counted.length;
  const sentence = stateSentence(
    {
      link,
      active: real,
      ended: report.filter((alert) => !isDrill(alert)).length,
      empty: devices?.length === 0,
      taking: live.status?.logWritable !== false,
      tally,
      now: clock,
    },
    t,
  );
  const newest = newestOf(situation.counted);
  const backlog = tally.away.find((a) => a.why === 'backlog')?.count ?? 0;
  const sub = subLine(
    { link, status: live.status, newest, heardAt, reporting, backlog, stations, soundBlocked, now: clock },
    t,
  );
  const account = me.kind === 'person' && !visitor ? me.name : undefined;
  return <Header narrow={narrow} commune={commune?.name} account={account} sentence={sentence} sub={sub} now={clock} />;
}

/** Why there is no replay, or not yet. */
function ReplayNote({ phase }: { phase: ReturnType<typeof useReplay>['state']['phase'] }) {
  const { t } = useSpeech();
  if (phase === 'off' || phase === 'running') return null;
  return (
    <p className="replay-note" role="status">
      {t.replayNotes[phase]}
    </p>
  );
}
