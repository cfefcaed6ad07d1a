import { type Advice, VERDICTS, type Verdict } from '#hub/contracts';
import { hhmm, startOfDay } from '../../format/clock.js';
import { type Lang, useLang } from '../../i18n/lang.js';
import { Icon, type IconName } from '../../ui/icon.js';
import { timeOfDay, whole } from '../model/figures.js';
import { isOld } from '../model/old.js';
import type { Said } from '../model/said.js';
import { deedWords, hoursWords } from '../words/deed-words.js';
import { useWords } from '../words/use-words.js';
import type { Words } from '../words/vi.js';

const SIGN: Record<Verdict, IconName> = {
  irrigate: 'pump',
  'not-needed': 'check',
  'wait-for-rain': 'rain',
  'hold-salty': 'noIntake',
  'no-intake': 'noIntake',
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
  if (isOld(advice, now))
    return (
      <section className="verdict-band unknown">
        <h2>
          <Icon name="clock" />
          {t.old}
        </h2>
        <p className="do">
          {t.oldSaid(timeOfDay(at, now, lang), VERDICTS[verdict][lang].toLocaleLowerCase(lang))}
          <small>{t.oldHow}</small>
        </p>
      </section>
    );
  // what was said since is not in this advice yet
  const answered = word && word.at >= at && word.deed.did !== 'could-not' ? word : undefined;
  return (
    <section className={`verdict-band ${verdict}`}>
      <h2>
        <Icon name={SIGN[verdict]} />
        {/* a line breaks after a dash, not within what follows it */}
        <span>
          {isTomorrow(advice, now)
            ? t.pumpTomorrow
            : VERDICTS[verdict][lang].toLocaleUpperCase(lang).replace(/ – |: /, (dash) => `${dash.trimEnd()}\n`)}
        </span>
      </h2>
      {answered ? (
        <p className="do">
          {t.saidAs(deedWords(answered.deed, t, lang))}
          <small>{t.recount}</small>
        </p>
      ) : (
        <p className="do">
          {/* salt and waste water are urgent by themselves */}
          {urgent && verdict !== 'hold-salty' && verdict !== 'no-intake' && <b className="urgent">{t.urgent}</b>}
          {verdict === 'irrigate' ? <Irrigate advice={advice} now={now} /> : t.orders[verdict]}
          {advice.readTube && verdict !== 'unknown' && <small>{t.readFirst}</small>}
          {advice.foul && <b className="foul-at">{foulComes(advice.foul, now, t, lang)}</b>}
        </p>
      )}
      {startOfDay(at) !== startOfDay(now) && (
        <p className="old-advice">
          <Icon name="clock" />
          {t.ofDay(timeOfDay(at, now, lang))}
        </p>
      )}
    </section>
  );
}

/** When waste water gets to the field: a time of day, since nobody knows it by the minute. */
function foulComes({ at, until }: NonNullable<Advice['foul']>, now: number, t: Words, lang: Lang): string {
  const comes = at > now ? t.foulComes(timeOfDay(at, now, lang)) : t.foulCame(timeOfDay(at, now, lang));
  return until === undefined ? comes : `${comes}. ${t.foulUntil(timeOfDay(until, now, lang))}`;
}

/** Its turn is on another day than this. */
const isTomorrow = ({ verdict, turn }: Advice, now: number): boolean =>
  verdict === 'irrigate' && turn !== undefined && !turn.done && startOfDay(turn.from) > startOfDay(now);

/** Hours first: nobody has a meter at his pump. Then its turn, for water is its in that alone; where it has none, by when. */
function Irrigate({ advice: { hours, m3, before, turn, from }, now }: { advice: Advice; now: number }) {
  const t = useWords();
  const lang = useLang();
  const what =
    hours !== undefined
      ? t.pumpFor(hoursWords(hours, t, lang))
      : m3 !== undefined
        ? t.takeWater(whole(m3, lang))
        : t.takeSome;
  const salty = from !== undefined && from > now && <small>{t.saltyUntil(timeOfDay(from, now, lang))}</small>;
  if (turn && !turn.done)
    return (
      <>
        {`${what},`}
        <br />
        {t.turnIs(`${hhmm(turn.from)}–${hhmm(turn.to)}`)}
        {salty}
      </>
    );
  if (before === undefined)
    return (
      <>
        {what}
        {salty}
      </>
    );
  const time = timeOfDay(before, now, lang);
  const late = before <= now;
  return (
    <>
      {late ? what : `${what},`}
      <br />
      {late ? t.late(time) : t.doneBefore(time)}
      {salty}
    </>
  );
}
