import { useEffect } from 'react';
import { type DeviceCheck, METRICS } from '#hub/contracts';
import { hhmm } from '../../format/clock.js';
import { isSwitch, metricFigure, withUnit } from '../../format/figures.js';
import { useLang } from '../../i18n/lang.js';
import { Screen } from '../../phone/screen.js';
import { Button } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { Severity } from '../../ui/severity.js';
import { go } from '../../ui/way.js';
import { useInstaller } from '../installer.js';
import { LineBand } from '../line-band.js';
import type { Job } from '../outbox/job.js';
import { HOME } from '../paths.js';
import { useWords } from '../words/use-words.js';
import { NextBox } from './next-box.js';
import { missingWords, signalWord, valuesInOrder, valueWords } from './way-of-packet.js';

type Value = DeviceCheck['values'][number];
/** Room for the value, px, and how wide letters are at full size: a digit, the rest of a figure, a letter of its unit. */
const ROOM = 320;
const DIGIT = 76;
const SIGN = 40;
const UNIT_LETTER = 22;

/** It is heard: the whole screen says so. */
export function HeardScreen({ job }: { job: Job }) {
  const t = useWords();
  const lang = useLang();
  const check = job.check!;
  const [first, ...others] = valuesInOrder(check);
  const said = ({ metric, value }: Value) => valueWords(metric, value, lang);
  const strange = check.values.filter(({ inRange, quality }) => !inRange || quality === 'fault');
  const missing = missingWords(check, { t, lang });
  const { follower } = useInstaller();
  useEffect(() => {
    follower.watch(job.key);
    return () => follower.watch(undefined);
  }, [follower, job.key]);
  useEffect(() => {
    // only where it happens before somebody's eyes, not each time that it is looked up
    if (job.heardAt && Date.now() - job.heardAt < 3000) navigator.vibrate?.([120, 60, 120]);
  }, [job.key, job.heardAt]);
  const signal = check.signal?.metric === 'rssi' && t.signalSentence(t.signal[signalWord(check.signal.value)]);
  return (
    <Screen
      className="heard"
      bands={<LineBand quiet />}
      title={t.heardTitle}
      more={first && `: ${said(first)}`}
      mark={
        <p className="done-mark">
          <Icon name="check" />
        </p>
      }
      dock={
        <>
          <NextBox className="white" />
          <Button kind="line" wide wet className="edge" onClick={() => go(HOME, { replace: true })}>
            {t.toList}
          </Button>
        </>
      }
    >
      <div className="pad">
        {first && <Hero value={first} small={strange.length > 0 || missing !== undefined} />}
        {strange.length > 0 ? (
          <p className="strange">
            <Severity kind="warning" />
            {t.outOfRange(strange.map(({ metric }) => METRICS[metric][lang]).join(', '))}
          </p>
        ) : (
          <p className="strong">{others.slice(0, 2).map(said).join(' · ')}</p>
        )}
        {missing && (
          <p className="strange missing small-gap">
            <Severity kind="watch" />
            {missing}
          </p>
        )}
        <p className="small-gap">
          {t.placeAt(job.registration.name, hhmm(first?.ts ?? check.lastAt ?? job.heardAt!))} {signal}{' '}
          {strange.length === 0 && !missing && t.allGood}
        </p>
      </div>
    </Screen>
  );
}

/** `small`: there is more to say below it. */
function Hero({ value: { metric, value }, small }: { value: Value; small: boolean }) {
  const lang = useLang();
  const name = METRICS[metric][lang];
  const figure = isSwitch(metric) ? withUnit(metric, value, lang) : metricFigure(metric, value, lang);
  const { unit } = METRICS[metric];
  const short = name.length <= 3;
  const digits = figure.replace(/\D/g, '').length;
  const wide =
    digits * DIGIT + (figure.length - digits) * SIGN + unit.length * UNIT_LETTER + (short ? name.length * SIGN : 0);
  return (
    <>
      {!short && <p className="do small-gap">{name}</p>}
      <p className={small || wide > ROOM ? 'hero long' : 'hero'} aria-hidden="true">
        {short && <span>{name} </span>}
        {figure}
        {unit && <small> {unit}</small>}
      </p>
    </>
  );
}
