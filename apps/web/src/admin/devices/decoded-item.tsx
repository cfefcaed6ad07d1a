import { type DeviceEvent, type DeviceStatus, type Metric, METRICS, type Reading } from '#hub/contracts';
import { withUnit } from '../../format/figures.js';
import { useLang } from '../../i18n/lang.js';
import { Way } from '../../ui/way.js';
import { Exactly } from '../parts/when.js';
import { hrefOf } from '../route/address.js';
import { useDeviceWords } from './words.js';

/** What the hub read out of a packet. */
export function DecodedItem({ item }: { item: Reading | DeviceEvent | DeviceStatus }) {
  const t = useDeviceWords();
  if (item.type === 'status') return <p>{item.online ? t.online : t.offlineSaid}</p>;
  if (item.type === 'event')
    return (
      <p>
        {t.event(item.event)} · <Exactly at={item.ts} />
      </p>
    );
  return <ReadingItem reading={item} />;
}

export interface CommandAnswer {
  command: string;
  ok: boolean;
  detail?: string;
}
/** What it answered to a command, in its own words where it said more. */
export function AnswerItem({ answer: { command, ok, detail } }: { answer: CommandAnswer }) {
  const t = useDeviceWords();
  return (
    <p>
      {t.answerTo} <Way href={hrefOf('commands', [command])}>{command}</Way>: {ok ? t.willDo : t.willNotDo}
      {detail && ` (${detail})`}
    </p>
  );
}

function ReadingItem({ reading }: { reading: Reading }) {
  const t = useDeviceWords();
  const lang = useLang();
  const { ts, late, values, quality = {} } = reading;
  const metrics = [...new Set([...Object.keys(values), ...Object.keys(quality)])] as Metric[];
  return (
    <div className="reading-item">
      <p className="meta">
        <Exactly at={ts} />
        {late && ` · ${t.late}`}
      </p>
      <ul>
        {metrics.map((metric) => {
          const value = values[metric];
          const grade = quality[metric];
          return (
            <li key={metric}>
              {METRICS[metric][lang]} <b className="num">{value === undefined ? '—' : withUnit(metric, value, lang)}</b>
              {grade && <span className="graded"> {t.qualities[grade]}</span>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
