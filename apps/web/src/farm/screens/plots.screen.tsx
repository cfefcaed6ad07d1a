import { type FarmPlot, VERDICTS } from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import { Icon } from '../../ui/icon.js';
import { go, Way } from '../../ui/way.js';
import { HOME, plotHref } from '../paths.js';
import { useWords } from '../words/use-words.js';
import { Frame } from './frame.js';

/** All plots of somebody, the most urgent first. */
export function PlotsScreen({ plots }: { plots: readonly FarmPlot[] }) {
  const t = useWords();
  const lang = useLang();
  const wordsOf = ({ advice }: FarmPlot) => (advice ? VERDICTS[advice.verdict][lang] : t.noAdviceDo);
  return (
    <Frame
      title={t.allPlots}
      back={() => go(HOME, { replace: true })}
      quiet
      spoken={plots.map((plot) => `${plot.name}: ${wordsOf(plot)}.`).join(' ')}
    >
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
