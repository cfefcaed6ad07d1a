import { ageWords } from '../../format/age.js';
import { ddmmyyyy, hhmm, hhmmss, whenShort } from '../../format/clock.js';
import { formatWords } from '../../format/words.js';
import { useLang } from '../../i18n/lang.js';
import { useNow } from '../data/hub.js';

/** How long ago; the exact time when it is pointed at. */
export function Ago({ at }: { at: number }) {
  const words = formatWords[useLang()];
  const now = useNow();
  const age = now - at;
  return (
    <time dateTime={new Date(at).toISOString()} title={exactly(at)}>
      {age < 5000 ? words.justNow : words.ago(ageWords(age, words))}
    </time>
  );
}

/** The time, with its day where it is another one. */
export function When({ at }: { at: number }) {
  const now = useNow(60_000);
  return (
    <time className="num" dateTime={new Date(at).toISOString()} title={exactly(at)}>
      {whenShort(at, now)}
    </time>
  );
}

/** The whole of it. */
export function Exactly({ at }: { at: number }) {
  return (
    <time className="num nowrap" dateTime={new Date(at).toISOString()}>
      {exactly(at)}
    </time>
  );
}

/** Of what people write down by the clock on the wall: day and minute. */
export function ByMinute({ at }: { at: number }) {
  return (
    <time className="num nowrap" dateTime={new Date(at).toISOString()}>
      {`${ddmmyyyy(at)} ${hhmm(at)}`}
    </time>
  );
}

const exactly = (at: number) => `${ddmmyyyy(at)} ${hhmmss(at)}`;
