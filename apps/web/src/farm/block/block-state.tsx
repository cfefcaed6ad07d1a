import { type BlockDay, plotName } from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import { Icon } from '../../ui/icon.js';
import { byWhy } from '../model/by-why.js';
import { timeOfDay } from '../model/figures.js';
import { mostSalt } from '../model/salt.js';
import { useWords } from '../words/use-words.js';

/** Waste water or salt at the plots' gates: in front of all else. */
export function Warned({ block: { advice }, now }: { block: BlockDay; now: number }) {
  const t = useWords();
  const lang = useLang();
  const arrivals = advice.flatMap(({ foul }) => foul?.at ?? []);
  const salty = advice.filter(({ verdict }) => verdict === 'hold-salty');
  const [most] = salty.flatMap(({ salinity }) => salinity ?? []).sort((a, b) => b.value - a.value);
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
            {most && <small>{t.saltyNow(mostSalt(most, now, t, lang))}</small>}
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
  const draining = count('drain');
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
      <Unknown block={block} />
      {draining > 0 && <p className="meta">{t.drainPlots(draining)}</p>}
    </>
  );
}

/** Plots of which nobody knows whether they need water: what would make it known, and whose they are. */
function Unknown({ block: { unknown = [] } }: { block: BlockDay }) {
  const t = useWords();
  const lang = useLang();
  if (unknown.length === 0) return null;
  const called = (plots: BlockDay['unknown'] = []) =>
    plots.map(({ plot, name, owner }) => plotName({ id: plot, name }, lang) + (owner ? ` (${owner})` : ''));
  return (
    <section className="unknown-plots">
      <h3>
        <Icon name="help" />
        {t.unknownPlots(unknown.length)}
      </h3>
      <dl>
        {[...byWhy(unknown)].map(([why, plots]) => (
          <div key={why}>
            <dt>{called(plots).join('; ')}</dt>
            <dd>{plots[0]!.why[lang]}</dd>
          </div>
        ))}
      </dl>
    </section>
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
