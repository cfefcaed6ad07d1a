import './shift.css';
import { useEffect, useMemo, useState } from 'react';
import { useCommune } from '../admin/data/commune.js';
import { useProfiles } from '../admin/data/devices.js';
import { useLive, useNow } from '../admin/data/hub.js';
import { Answered } from '../admin/parts/answered.js';
import { ddmmyyyy, hhmm, localDate, weekdayOf } from '../format/clock.js';
import { figure, withUnit } from '../format/figures.js';
import { useLang } from '../i18n/lang.js';
import { share } from '../incidents/sharing/share.js';
import { HOME } from '../operations/address.js';
import { useWords } from '../operations/words/use-words.js';
import { Button } from '../ui/button.js';
import { BrandMark } from '../ui/brand.js';
import { say } from '../ui/toast.js';
import { Icon } from '../ui/icon.js';
import { Way } from '../ui/way.js';
import { lunarDate } from '../format/lunar.js';
import { type Field, readField } from './field.js';
import { IncidentLines, MissingLines } from './lines.js';
import { bulletinSpan, type Span } from './span.js';
import type { Summary } from './summary.js';
import { useShift } from './use-shift.js';
import { useShiftWords } from './words.js';

const MOST = 8;

/** One page for the chairman's morning: what happened since yesterday, what is open, the fields, the devices. */
export function Bulletin() {
  const t = useShiftWords();
  const words = useWords();
  const now = useNow(60_000);
  const { from, to } = bulletinSpan(now);
  const span = useMemo(() => ({ from, to }), [from, to]);
  const commune = useCommune().value;
  const simulated = useLive((live) => live.status?.simulated === true);
  const outage = useLive((live) => live.status?.outage);
  const { answer, summary, beyond, missing } = useShift(span);
  const field = useField(span);
  const { day, month, year } = localDate(to);
  const lunar = lunarDate(day, month, year);
  const title = `${t.bulletin} ${ddmmyyyy(to)}`;
  const send = async (told: Summary) => {
    const lines = [
      `${title} – ${commune?.name ?? ''}`,
      t.sumUp(told.begun, told.done.length, told.open.length),
      ...told.open.slice(0, MOST).map(({ text }) => `• ${text.title}${text.place ? `, ${text.place}` : ''}`),
      ...(simulated ? [t.simulated] : []),
    ];
    const how = await share(lines.join('\n'));
    if (how === 'copied') say(t.copied);
    else if (how === 'failed') say(t.shareFailed);
  };
  return (
    <main className="desk light shift" id="incident">
      <nav className="shift-bar">
        <Way href={HOME}>
          <Icon name="back" />
          {t.back}
        </Way>
        <span>
          {summary && (
            <Button icon="send" onClick={() => void send(summary)}>
              {t.share}
            </Button>
          )}
          <Button kind="go" icon="print" onClick={() => window.print()}>
            {t.print}
          </Button>
        </span>
      </nav>
      <article className="sheet-a4">
        {simulated && <p className="shift-simulated">{t.simulated}</p>}
        <header>
          <BrandMark />
          <div>
            <h1>{title}</h1>
            <p className="meta">
              {commune?.name} · {words.weekdays[weekdayOf(to)]} {hhmm(to)} · {t.lunar(lunar.day, lunar.month)}
            </p>
            <p className="meta num">{t.span(`${hhmm(from)} ${ddmmyyyy(from)}`, `${hhmm(to)} ${ddmmyyyy(to)}`)}</p>
          </div>
        </header>
        <Answered answer={answer}>
          {() =>
            summary && (
              <>
                <section>
                  <h2>{t.incidents}</h2>
                  <p className="shift-sum">
                    <b>{t.begun(summary.begun)}</b>
                    {summary.bySeverity.map(([severity, n]) => ` · ${t.severities[severity]} ${n}`).join('')}
                    {summary.false > 0 && ` · ${t.falseOnes(summary.false)}`}
                    {beyond > 0 && ` · ${t.beyond(beyond)}`}
                  </p>
                  <IncidentLines incidents={summary.done} now={to} most={MOST} named={false} />
                </section>
                <section>
                  <h2>{t.open}</h2>
                  {summary.open.length === 0 ? (
                    <p>{t.openNone}</p>
                  ) : (
                    <IncidentLines incidents={summary.open} now={to} most={MOST} named={false} />
                  )}
                </section>
              </>
            )
          }
        </Answered>
        <Measures field={field} />
        <section>
          <h2>{t.devices}</h2>
          <MissingLines missing={missing} now={to} most={MOST} />
          {outage && outage.to > from && <p>{t.outage(hhmm(outage.from), hhmm(outage.to))}</p>}
        </section>
        <footer className="meta">{t.foot}</footer>
      </article>
    </main>
  );
}

/** What the fields measured; undefined while it is read, null where it cannot be. */
function useField(span: Span): Field | null | undefined {
  const { devices } = useShift(span);
  const profiles = useProfiles().value?.profiles;
  const [field, setField] = useState<Field | null>();
  useEffect(() => {
    if (!devices || !profiles) return;
    const stop = new AbortController();
    const metrics = new Map(profiles.map((profile) => [profile.id, Object.keys(profile.metrics)]));
    readField(devices, ({ profile }) => metrics.get(profile) ?? [], span, stop.signal).then(setField, () => {
      if (!stop.signal.aborted) setField(null);
    });
    return () => stop.abort();
  }, [devices, profiles, span]);
  return field;
}

function Measures({ field }: { field: Field | null | undefined }) {
  const t = useShiftWords();
  const lang = useLang();
  if (!field)
    return (
      <p className="meta" role="status">
        {field === null ? t.unread : t.reading}
      </p>
    );
  const change = (metres: number) =>
    Math.abs(metres) < 0.005 ? t.steady : `${metres > 0 ? '+' : '−'}${withUnit('water_level', Math.abs(metres), lang)}`;
  const groups: [string, [name: string, value: string][]][] = [
    [
      t.air,
      field.air.map(({ device, highest, band, at }) => [device.name, `${highest} · ${band[lang]} · ${hhmm(at)}`]),
    ],
    [t.rain, field.rain.map(({ device, sum }) => [device.name, `${figure(sum, 1, lang)} mm`])],
    [
      t.level,
      field.level.map((line) => [
        line.device.name,
        `${withUnit('water_level', line.last, lang)} · ${change(line.change)}`,
      ]),
    ],
    [t.salinity, field.salinity.map(({ device, highest }) => [device.name, withUnit('salinity', highest, lang)])],
  ];
  return (
    <div className="shift-measures">
      {groups.map(([title, lines]) => (
        <section key={title}>
          <h2>{title}</h2>
          {lines.length === 0 ? (
            <p className="meta">{t.noMeasures}</p>
          ) : (
            <dl>
              {lines.slice(0, 6).map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd className="num">{value}</dd>
                </div>
              ))}
            </dl>
          )}
        </section>
      ))}
    </div>
  );
}
