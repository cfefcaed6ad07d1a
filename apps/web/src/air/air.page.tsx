import type { AirStation } from '#hub/contracts';
import { useEffect, useState } from 'react';
import { absenceWords } from './absence-words.js';
import { chooseLang } from '../i18n/chosen-lang.js';
import { useLang } from '../i18n/lang.js';
import { whenShort } from '../format/clock.js';
import { useStore } from '../live/store.js';
import { useGround } from './dark.js';
import { type Air, type AirKeeper, hubTime, type Kept } from './known.js';
import { Method } from './method.js';
import { isLate, standingOf } from './standing.js';
import { StationRow } from './station-row.js';
import { StationDetail } from './station-detail.js';
import { type AirWords, useWords } from './words.js';
import { Worst } from './worst.js';
import { WorstOfDay } from './yesterday.js';

const TICK_MS = 30_000;

/** The page that anybody may open: how the air is, what to do, and how that is known. */
export const airPage = (keeper: AirKeeper) =>
  function AirPage() {
    const air = useStore(keeper.air);
    const ground = useGround();
    const t = useWords();
    const commune = air.kept?.picture.commune;
    const title = commune ? t.of(commune) : t.page;
    useEffect(() => {
      document.documentElement.classList.toggle('dark', ground === 'dark');
    }, [ground]);
    useEffect(() => {
      document.title = title;
    }, [title]);
    return (
      <div className={`air ${ground}`}>
        <header>
          <h1>{title}</h1>
          <OtherLang />
        </header>
        <Body air={air} />
      </div>
    );
  };

function OtherLang() {
  const other = useLang() === 'vi' ? 'en' : 'vi';
  return (
    <button type="button" className="air-lang" lang={other} onClick={() => chooseLang(other)}>
      {useWords().other}
    </button>
  );
}

function Body({ air: { kept, failing } }: { air: Air }) {
  const t = useWords();
  const now = useHubTime(kept);
  if (!kept)
    return (
      <main className="air-alone">
        <p role="status">{failing ? t.unreachable : t.loading}</p>
      </main>
    );
  const { picture } = kept;
  const { worst, worstOfDay, others, simulated } = standingOf(picture);
  const shownAt = whenShort(picture.at, now);
  return (
    <>
      {simulated && <Simulated />}
      {failing === 'offline' ? (
        <p className="band hold" role="status">
          {t.offline(shownAt)}
        </p>
      ) : (
        isLate(picture, now) && (
          <p className="band hold" role="status">
            {t.late(shownAt)}
          </p>
        )
      )}
      <main>
        <div className="air-columns">
          <div>
            {worst ? (
              <Worst station={worst} alone={others.length === 0} now={now} />
            ) : (
              <section className="air-hero">
                <h2>{t.none}</h2>
                <p className="air-figure">
                  <b className="num">—</b>
                </p>
                <p>{whyNone(picture.stations, now, t)}</p>
              </section>
            )}
          </div>
          <div>
            {worst && <StationDetail station={worst} day={worst === worstOfDay ? undefined : picture.day} />}
            {picture.stations.length > 0 && <WorstOfDay station={worstOfDay} day={picture.day} />}
          </div>
        </div>
        {others.length > 0 && (
          <section>
            <h2>{worst ? t.others : t.stations}</h2>
            <ul className="air-stations">
              {others.map((station) => (
                <StationRow key={station.name} station={station} day={picture.day} now={now} />
              ))}
            </ul>
          </section>
        )}
        <Method picture={picture} now={now} />
      </main>
    </>
  );
}

const Simulated = () => <p className="band simulated">{useWords().simulated}</p>;

/** Where all stations have the same reason it stands once at the top; otherwise each has its own. */
function whyNone(stations: readonly AirStation[], now: number, t: AirWords): string {
  const reasons = new Set(stations.map(({ absence }) => absence && absenceWords(absence, now, t)));
  const [only] = reasons;
  if (stations.length === 0) return t.noStations;
  return reasons.size === 1 && only ? only : t.noWorst;
}

/** Moves on while nobody does anything, so that what is old says so. */
function useHubTime(kept: Kept | undefined): number {
  const [phone, setPhone] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setPhone(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return kept ? hubTime(kept, Math.max(phone, kept.receivedAt)) : phone;
}
