import { type BlockDay, plotName } from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import { Icon } from '../../ui/icon.js';
import { short as shortly, timeOfDay } from '../model/figures.js';
import { useWords } from '../words/use-words.js';

/** Waste water or salt at the plots' gates: in front of all else. */
export function Warned({ block: { advice }, now }: { block: BlockDay; now: number }) {
  const t = useWords();
  const lang = useLang();
  const arrivals = advice.flatMap(({ foul }) => foul?.at ?? []);
  const salty = advice.filter(({ verdict }) => verdict === 'hold-salty');
  const most = Math.max(...salty.map(({ salinity }) => salinity?.value ?? Number.NEGATIVE_INFINITY));
  return (
    <>
      {arrivals.length > 0 && (
        <p className="foul" role="alert">
          <Icon name="noIntake" />
          <span>
            {t.foulPlots(arrivals.length)}
            <small>{t.foulFirst(timeOfDay(Math.min(...arrivals), now, lang))}</small>
          </span>
        </p>
      )}
      {salty.length > 0 && (
        <p className="foul salt" role="alert">
          <Icon name="noIntake" />
          <span>
            {t.saltyPlots(salty.length)}
            {Number.isFinite(most) && <small>{t.saltyNow(shortly(most, lang))}</small>}
          </span>
        </p>
      )}
    </>
  );
}

/** Whether the water is enough for those that need it; nobody is told that all is well where some are not known of. */
export function Enough({ block, none }: { block: BlockDay; none: string }) {
  const t = useWords();
  const { turns, short, advice } = block;
  const count = (wanted: string) => advice.filter(({ verdict }) => verdict === wanted).length;
  const [unknown, draining] = [count('unknown'), count('drain')];
  const held = count('hold-salty') + count('no-intake');
  const quiet = turns.length === 0;
  return (
    <>
      {!(quiet && held > 0) && (
        <p className={short ? 'state short' : 'state'}>
          <Icon name={short ? 'alert' : 'check'} />
          {quiet ? none : short ? t.blockShort : t.blockEnough}
        </p>
      )}
      {unknown > 0 && <p className="meta short">{t.unknownPlots(unknown)}</p>}
      {draining > 0 && <p className="meta">{t.drainPlots(draining)}</p>}
    </>
  );
}

/** Plots whose farmer said that he could not pump. */
export function CouldNot({ block: { couldNot }, now }: { block: BlockDay; now: number }) {
  const t = useWords();
  const lang = useLang();
  return couldNot.map(({ plot, name, owner, reason, at }) => (
    <li key={`not ${plot}`}>
      <p className="row">
        <span>
          <b>{plotName({ id: plot, name }, lang)}</b>
          <span className="short">{t.couldNotFor(reason[lang].toLocaleLowerCase(lang))}</span>
          <small>{[owner, t.saidAt(timeOfDay(at, now, lang))].filter(Boolean).join(' · ')}</small>
        </span>
        <Icon name="alert" />
      </p>
    </li>
  ));
}
