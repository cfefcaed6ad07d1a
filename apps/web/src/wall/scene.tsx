import type { Alert, Metric } from '#hub/contracts';
import { type ReactNode, Suspense } from 'react';
import { later } from '../live/later.js';
import { hhmm } from '../format/clock.js';
import { useSpeech } from './words/words.js';
import { AlertColumn } from './alerts/alert-column.js';
import { EmergencyBand } from './alerts/emergency-band.js';
import { LostBand } from './alerts/lost-band.js';
import { CalmColumn } from './calm/calm-column.js';
import { whyUnknown } from './header/state-sentence.js';
import { freshWind } from './map/wind.js';
import type { Stage } from './stage/use-stage.js';
import type { Station } from './stations/station-state.js';
import { Strip } from './strip/strip.js';
import { useSituation } from './use-situation.js';
import { useWall } from './wall-context.js';

// the map's code comes when it is needed
const MapView = later(() => import('./map/map-view.js'));

const HEADER = 96;
const BAND = 200;
const REPLAY_BAND = 120;
const STRIP = 216;
const GAPS = 24;
/** What a calm column says besides its report. */
const CALM = 472;
/** What a lost wall says below its cards. */
const BLIND = 208;

export interface SceneProps {
  stage: Stage;
  visitor: boolean;
  /** The live wall is marked as simulated: so is its past. */
  simulated: boolean;
  /** Live server time. */
  turn: number;
  onOpenAlert(alert: Alert): void;
  onOpenStation(station: Station, metric?: Metric): void;
  onReplay(): void;
  /** What lies over it: a panel, a replay's band. */
  children?: ReactNode;
}

/** Everything below the header, from the sources around it: the live ones or a replay's. */
export function Scene({ stage, visitor, turn, onOpenAlert, onOpenStation, onReplay, children, ...props }: SceneProps) {
  const { t } = useSpeech();
  const { replayed } = useWall().data;
  const situation = useSituation();
  const { clock, now, live, link, lost, frozenAt, commune, rules, stations, active, report } = situation;
  const { emergency, blind, calm } = situation;
  const simulated = props.simulated || situation.simulated;
  const band = lost || emergency !== undefined;
  const available = stage.lines - HEADER - (band ? BAND : 0) - (replayed ? REPLAY_BAND : 0) - STRIP - GAPS;
  return (
    <div className={`scene ${band ? 'with-band' : ''} ${replayed ? 'replayed' : ''}`}>
      <div className="picture" inert={replayed}>
        {lost && <LostBand since={frozenAt!} never={link === 'never'} support={commune?.support} />}
        {emergency && (
          <EmergencyBand alert={emergency} now={clock} hidePlace={visitor} onOpen={() => onOpenAlert(emergency)} />
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
            listed={situation.devices !== undefined}
            onOpen={onOpenStation}
          />
        </Suspense>
        {active.length > 0 || lost ? (
          <section className="alerts">
            <div className={lost ? 'cards old' : 'cards'}>
              <AlertColumn
                alerts={emergency ? active.filter((a) => a !== emergency) : active}
                available={lost ? available - BLIND : available}
                withBand={band}
                now={clock}
                frozenAt={frozenAt}
                hidePlaces={visitor}
                onOpen={onOpenAlert}
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
            {(calm || blind) && (
              <CalmColumn
                now={clock}
                blind={blind ? whyUnknown(situation.tally, t) : undefined}
                checkedAt={live.status?.now ?? clock}
                ended={report}
                status={live.status}
                silent={situation.counted.filter((s) => s.absence?.why === 'silent').length}
                hidePlaces={visitor}
                room={Math.max(0, Math.floor((available - CALM) / 100))}
                onReplay={replayed ? undefined : onReplay}
              />
            )}
          </section>
        )}
        <Strip
          stations={situation.counted}
          rules={rules}
          now={now}
          clock={clock}
          turn={turn}
          calm={calm && !replayed}
          width={stage.width / stage.u}
          wind={freshWind(stations, now)}
          cameras={live.cameras}
          findings={situation.findings}
          incidents={situation.matters}
          frozenAt={frozenAt}
          visitor={visitor}
          onOpen={onOpenStation}
        />
      </div>
      {children}
    </div>
  );
}
