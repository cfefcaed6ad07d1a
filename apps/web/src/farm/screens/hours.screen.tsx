import { type FarmPlot, pumpTime } from '#hub/contracts';
import { ddmmyyyy } from '../../format/clock.js';
import { useLang } from '../../i18n/lang.js';
import { useStore } from '../../live/store.js';
import { useClock } from '../../phone/use-clock.js';
import { go } from '../../ui/way.js';
import { useFarmer } from '../farmer.js';
import { short } from '../model/figures.js';
import { hourChoices, isMany, runFor } from '../model/hours.js';
import { saidOf, todaysWord } from '../model/said.js';
import { plotHref } from '../paths.js';
import { hoursWords } from '../words/deed-words.js';
import { useWords } from '../words/use-words.js';
import { Frame } from './frame.js';

/** For how long: one tap says it. What was advised, or how long the pump has run, has a thick edge. */
export function HoursScreen({ plot, many }: { plot: FarmPlot; many: boolean }) {
  const t = useWords();
  const lang = useLang();
  const farmer = useFarmer();
  const now = useClock(60_000);
  const word = todaysWord(saidOf(plot, useStore(farmer.jobs), now), now);
  const runs = word?.deed.did === 'running' ? word : undefined;
  const likely = runs ? runFor(runs.at, now) : plot.advice?.verdict === 'irrigate' ? plot.advice.hours : undefined;
  const home = () => go(plotHref(plot.id), { replace: true });
  const choose = (hours: number) => {
    void farmer.say(plot.id, { did: 'irrigated', hours });
    home();
  };
  return (
    <Frame
      title={plot.name}
      under={ddmmyyyy(now)}
      back={many ? () => go(plotHref(plot.id, 'hours'), { replace: true }) : home}
      quiet
      spoken={`${t.howLong} ${t.howLongHint}`}
    >
      <div className="pad reach">
        <h2 className="verdict">{t.howLong}</h2>
        <p>{t.howLongHint}</p>
        <div className="pick">
          {hourChoices(likely, many).map((hours) => (
            <button
              key={hours}
              type="button"
              className={hours === likely ? 'said' : undefined}
              onClick={() => choose(hours)}
            >
              {pumpTime(hours).minutes === 0 ? (
                <b>
                  {short(pumpTime(hours).hours, lang)} <small>{t.hourWord}</small>
                </b>
              ) : (
                <b className="do">{hoursWords(hours, t, lang)}</b>
              )}
              {hours === likely && <span>{runs ? t.asRun : t.asAdvised}</span>}
            </button>
          ))}
          {!many && (
            <button
              type="button"
              className={likely !== undefined && isMany(likely) ? 'said' : undefined}
              onClick={() => go(plotHref(plot.id, 'more-hours'), { replace: true })}
            >
              <b>
                {t.fiveUp} <small>{t.hourWord}</small>
              </b>
            </button>
          )}
          {!many && !runs && (
            <button
              type="button"
              className="running"
              onClick={() => {
                void farmer.say(plot.id, { did: 'running' });
                home();
              }}
            >
              <b className="do">{t.running}</b>
              <span>{t.askAgain}</span>
            </button>
          )}
        </div>
      </div>
    </Frame>
  );
}
