import { useCommune } from '../../admin/data/commune.js';
import { useLink } from '../../admin/data/hub.js';
import { ddmmyyyy, hhmmss, weekdayOf } from '../../format/clock.js';
import { holds } from '../../incidents/incident.js';
import { LangSwitch } from '../../i18n/lang-switch.js';
import { useMe } from '../../session/use-me.js';
import { BrandMark } from '../../ui/brand.js';
import { Icon } from '../../ui/icon.js';
import { Severity } from '../../ui/severity.js';
import { lunarDate } from '../../format/lunar.js';
import { localDate } from '../../format/clock.js';
import type { Desk } from '../use-desk.js';
import { useWords } from '../words/use-words.js';

/** Whose commune, how it stands in one sentence, who sits here, whether what is seen is now, and what time it is. */
export function Top({ desk }: { desk: Desk }) {
  const t = useWords();
  const me = useMe();
  const link = useLink();
  const { value: commune } = useCommune();
  const { open, free, now, known } = desk;
  const worst = open[0];
  const held = open.filter(holds).length;
  const { day, month, year } = localDate(now);
  const lunar = lunarDate(day, month, year);
  const there = link === 'live';
  return (
    <header className="desk-top">
      <a className="desk-brand" href="/">
        <BrandMark />
        <span>
          <b>{commune?.name ?? t.centre}</b>
          <span>{t.page}</span>
        </span>
      </a>
      <p className="desk-state" role="status">
        {known && there && (
          <>
            {worst && (
              <Severity kind={worst.severity} life={free > 0 ? 'active' : held > 0 ? 'accepted' : 'returned'} />
            )}
            {t.sentence(held, free, open.length - held)}
          </>
        )}
      </p>
      <span className={there ? 'desk-link' : 'desk-link not'}>
        <Icon name={there ? 'signal' : 'noSignal'} />
        {there ? t.live : link === 'connecting' ? t.connecting : t.lostShort}
      </span>
      <LangSwitch />
      <a className="desk-who" href="/account" title={t.account}>
        <Icon name="account" />
        <span>{me.name}</span>
      </a>
      <p className="desk-date">
        {t.weekdays[weekdayOf(now)]} <span className="num">{ddmmyyyy(now)}</span>
        <span className="num">{t.lunar(lunar.day, lunar.month)}</span>
      </p>
      <time className="desk-clock num">{hhmmss(now)}</time>
    </header>
  );
}
