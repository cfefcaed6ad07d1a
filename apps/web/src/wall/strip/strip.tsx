import type { CameraEvent, FindingSketch } from '#hub/contracts';
import { localDate } from '../../format/clock.js';
import { useSpeech } from '../words/words.js';
import { lunarDate } from '../../format/lunar.js';
import type { Wind } from '../map/smoke.js';
import { severityColour } from '../shapes.js';
import { AqiTile } from './aqi-tile.js';
import { MetricTile, type StripScope } from './metric-tile.js';
import { RainTile } from './rain-tile.js';
import { SPEAKERS } from './speakers.js';
import { Still } from './still.js';
import { stillsOf, watchersOf } from './stills.js';
import { stripPage, type TileSlot } from './strip-pages.js';
import { Tile } from './tile.js';
import { WeatherTile } from './weather-tile.js';

export interface StripProps extends StripScope {
  calm: boolean;
  /** Width of the whole wall in layout pixels. */
  width: number;
  wind: Wind | undefined;
  cameras: readonly CameraEvent[];
  findings: readonly FindingSketch[];
  incidents: number;
  /** Live server time: pages turn by it in a replay too. */
  turn: number;
  frozenAt?: number;
  visitor: boolean;
}
const STILL = 300;
const GUTTER = 16;

export function Strip(props: StripProps) {
  const { t } = useSpeech();
  const stills = props.width >= 1800 ? 2 : 1;
  const room = props.width - stills * (STILL + GUTTER) - 2 * GUTTER;
  const page = stripPage(props.calm, room, props.turn);
  const watchers = watchersOf(props.findings);
  const shown = stillsOf(props.stations, props.cameras, watchers, props.now).slice(0, stills);
  return (
    <section className={props.frozenAt === undefined ? 'strip' : 'strip old'}>
      <div className="tiles">
        {page.tiles.map((slot) => (
          <AnyTile key={slot.kind} slot={slot} {...props} />
        ))}
      </div>
      {page.pages > 1 && (
        <p className="pages">
          {Array.from({ length: page.pages }, (_, i) => (
            <i key={i} className={i === page.page ? 'on' : ''} />
          ))}
        </p>
      )}
      <div className="stills">
        {shown.map(({ device, alert }) => (
          <Still
            key={device.id}
            name={device.name.replace(/^Camera\s+/i, '')}
            event={props.cameras.find((c) => c.camera === device.id)}
            marked={alert && severityColour(alert.severity)}
            watches={watchers.includes(device.id) ? severityColour('warning') : undefined}
            frozenAt={props.frozenAt}
            hidden={props.visitor}
          />
        ))}
        {shown.length === 0 && <div className="still none">{t.noCamera}</div>}
      </div>
    </section>
  );
}

function AnyTile({ slot, ...props }: StripProps & { slot: TileSlot }) {
  const { t } = useSpeech();
  const { width } = slot;
  switch (slot.kind) {
    case 'aqi':
      return <AqiTile scope={props} width={width} />;
    case 'salinity':
      return <MetricTile scope={props} choice={SPEAKERS.salinity} label={t.salinity} width={width} />;
    case 'level':
      return <MetricTile scope={props} choice={SPEAKERS.level} label={t.canalLevel} width={width} />;
    case 'rain':
      return <RainTile scope={props} width={width} />;
    case 'weather':
      return <WeatherTile scope={props} width={width} wind={props.wind} />;
    case 'field':
      return <MetricTile scope={props} choice={SPEAKERS.field} label={t.field} width={width} />;
    case 'humidity':
      return <MetricTile scope={props} choice={SPEAKERS.humidity} label={t.humidity} width={width} />;
    case 'co':
      return <MetricTile scope={props} choice={SPEAKERS.co} label="CO" width={width} />;
    case 'incidents':
      return <Tile width={width} label={t.incidents} value={String(props.incidents)} />;
    case 'reporting': {
      const reporting = props.stations.filter((s) => s.reporting).length;
      return <Tile width={width} label={t.readingsIn} value={`${reporting}/${props.stations.length}`} />;
    }
    default:
      return <HeadTile slot={slot} clock={props.clock} />;
  }
}

function HeadTile({ slot, clock }: { slot: TileSlot; clock: number }) {
  const { t } = useSpeech();
  const { day, month, year } = localDate(clock);
  const lunar = lunarDate(day, month, year);
  const [title, note] =
    slot.kind === 'head-water'
      ? [t.waterToday, t.lunarShort(lunar.day, lunar.month)]
      : slot.kind === 'head-air'
        ? [t.airToday, t.aqiStation]
        : [t.last24h, ''];
  return (
    <article className="tile page" style={{ width: `${slot.width / 100}rem` }}>
      <h3>{title}</h3>
      <p>{note}</p>
    </article>
  );
}
