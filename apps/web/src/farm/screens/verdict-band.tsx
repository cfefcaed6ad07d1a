import { type Advice, VERDICTS, type Verdict } from '#hub/contracts';
import { startOfDay } from '../../format/clock.js';
import { useLang } from '../../i18n/lang.js';
import { Icon, type IconName } from '../../ui/icon.js';
import { timeOfDay, whole } from '../model/figures.js';
import type { Said } from '../model/said.js';
import { deedWords, hoursWords } from '../words/deed-words.js';
import { useWords } from '../words/use-words.js';

const SIGN: Record<Verdict, IconName> = {
  irrigate: 'pump',
  'not-needed': 'check',
  'wait-for-rain': 'rain',
  'hold-salty': 'noIntake',
  drain: 'down',
  unknown: 'help',
};

/** What to do about water today, across the whole width: each answer has a ground and a sign of its own. */
export function VerdictBand({
  advice,
  now,
  word,
}: {
  advice: Advice | undefined;
  now: number;
  word: Said | undefined;
}) {
  const t = useWords();
  const lang = useLang();
  if (!advice)
    return (
      <section className="verdict-band unknown">
        <h2>
          <Icon name="help" />
          {t.noAdvice}
        </h2>
        <p className="do">{t.noAdviceDo}</p>
      </section>
    );
  const { verdict, at, urgent } = advice;
  const old = startOfDay(at) !== startOfDay(now);
  const words = VERDICTS[verdict][lang].toLocaleUpperCase(lang);
  // what was said since is not in this advice yet
  const answered = word && word.at >= at && word.deed.did !== 'could-not' ? word : undefined;
  return (
    <section className={`verdict-band ${verdict}${old ? ' old' : ''}`}>
      {old && (
        <p className="old-advice">
          <Icon name="clock" />
          {t.ofDay(timeOfDay(at, now, lang))}
        </p>
      )}
      <h2>
        <Icon name={SIGN[verdict]} />
        {/* a line breaks after a dash, not within what follows it */}
        <span>{words}</span>
        {urgent && <b className="urgent">{t.urgent}</b>}
      </h2>
      {answered ? (
        <p className="do">
          {t.saidAs(deedWords(answered.deed, t, lang))}
          <small>{t.recount}</small>
        </p>
      ) : verdict === 'irrigate' ? (
        <Irrigate advice={advice} now={now} />
      ) : (
        <p className="do">{t.orders[verdict]}</p>
      )}
    </section>
  );
}

/** Hours first: nobody has a meter at his pump. */
function Irrigate({ advice: { hours, m3, before }, now }: { advice: Advice; now: number }) {
  const t = useWords();
  const lang = useLang();
  const what =
    hours !== undefined
      ? t.pumpFor(hoursWords(hours, t, lang))
      : m3 !== undefined
        ? t.takeWater(whole(m3, lang))
        : t.takeSome;
  if (before !== undefined && before <= now)
    return (
      <p className="do">
        {what}
        <br />
        {t.late(timeOfDay(before, now, lang))}
      </p>
    );
  return (
    <p className="do">
      {what}
      {before !== undefined && (
        <>
          ,<br />
          {t.doneBefore(timeOfDay(before, now, lang))}
        </>
      )}
    </p>
  );
}
