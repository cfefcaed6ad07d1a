import { type FarmPlot, VERDICTS } from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import { Icon } from '../../ui/icon.js';
import { go, Way } from '../../ui/way.js';
import { verdictCounts } from '../model/verdict-counts.js';
import { HOME, plotHref } from '../paths.js';
import { useWords } from '../words/use-words.js';
import { Frame } from './frame.js';

/** All plots of somebody, the most urgent first; over them how many there are, and what they are advised. */
export function PlotsScreen({ plots }: { plots: readonly FarmPlot[] }) {
  const t = useWords();
  const lang = useLang();
  const wordsOf = ({ advice }: FarmPlot) => (advice ? VERDICTS[advice.verdict][lang] : t.noAdviceDo);
  const counts = verdictCounts(plots).map(({ verdict, count }) => {
    const words = verdict ? VERDICTS[verdict][lang].toLocaleLowerCase(lang) : t.noneAdvised;
    return `${count} ${words}`;
  });
  return (
    <Frame
      title={t.allPlots}
      under={t.plots(plots.length)}
      back={() => go(HOME, { replace: true })}
      quiet
      spoken={[`${t.plots(plots.length)}.`, ...plots.map((plot) => `${plot.name}: ${wordsOf(plot)}.`)].join(' ')}
    >
      {plots.length > 1 && <p className="pad meta counts">{counts.join(' · ')}</p>}
      <ul className="plots">
        {plots.map((plot) => (
          <li key={plot.id}>
            <Way href={plotHref(plot.id)} className={plot.advice?.verdict ?? 'unknown'}>
              <span>
                <b>{plot.name}</b>
                {wordsOf(plot)}
              </span>
              <Icon name="next" />
            </Way>
          </li>
        ))}
      </ul>
    </Frame>
  );
}
