import type { AirStation } from '#hub/contracts';
import { ageWords } from '../format/age.js';
import { whenShort } from '../format/clock.js';
import { formatWords } from '../format/words.js';
import { useLang } from '../i18n/lang.js';
import { bandOf, sensitiveGroups } from './bands.js';
import { Chip } from './chip.js';
import { nameOf } from './figures.js';
import { placeWords } from './place.js';
import { isOld } from './standing.js';
import { useWords } from './words.js';

/** The station that speaks for the commune: its index, why, and what to do. */
export function Worst({ station, alone, now }: { station: AirStation; alone: boolean; now: number }) {
  const t = useWords();
  const lang = useLang();
  const hour = station.now!;
  const band = bandOf(hour.index);
  const time = whenShort(hour.until, now);
  const old = isOld(hour, now);
  return (
    <>
      <section className={old ? 'air-hero old' : 'air-hero'}>
        {old && <p className="air-old">{t.old(ageWords(now - hour.until, formatWords[lang]))}</p>}
        <p className="meta">{alone ? t.only(time) : t.worst(time)}</p>
        <h2>{station.name}</h2>
        <p className="meta">{placeWords(station)}</p>
        <p className="air-figure">
          <b className="num">{hour.index}</b>
          <Chip index={hour.index} />
        </p>
        <p>{t.because(nameOf(hour.main, lang))}</p>
        <p className="meta">{t.indicative}</p>
      </section>
      <section className="air-advice">
        <h2>{t.todo}</h2>
        {old && <p className="air-doubt">{t.oldAdvice}</p>}
        <h3>{t.everybody}</h3>
        <p>{band.public[lang]}</p>
        <h3>{t.sensitive}</h3>
        <p className="meta">{sensitiveGroups[lang]}</p>
        <p>{band.sensitive[lang]}</p>
        <p className="meta air-effect">{band.effect[lang]}</p>
      </section>
    </>
  );
}
