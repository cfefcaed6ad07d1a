import type { FarmPage, FarmPlot } from '#hub/contracts';
import { useEffect } from 'react';
import { ddmmyyyy, localDate } from '../../format/clock.js';
import { lunarDate } from '../../format/lunar.js';
import { useLang } from '../../i18n/lang.js';
import { useStore } from '../../live/store.js';
import { keepForGood } from '../../phone/storage/keep-for-good.js';
import { useClock } from '../../phone/use-clock.js';
import { Icon } from '../../ui/icon.js';
import { go, Way } from '../../ui/way.js';
import { useFarmer } from '../farmer.js';
import { PaddyCut } from '../cut/paddy-cut.js';
import { SaltyCut } from '../cut/salty-cut.js';
import { SoilCut } from '../cut/soil-cut.js';
import { saidOf, todaysWord, withWaterSince } from '../model/said.js';
import { LIST, plotHref } from '../paths.js';
import { useWords } from '../words/use-words.js';
import { Dock } from './dock.js';
import { Frame } from './frame.js';
import { More } from './more.js';
import { VerdictBand } from './verdict-band.js';
import { Why } from './why.js';

/** One plot: what to do, why, and what can be said of it; then turn, charts, and all else below the fold. */
export function PlotScreen({ plot, plots, page }: { plot: FarmPlot; plots: readonly FarmPlot[]; page: FarmPage }) {
  const t = useWords();
  const lang = useLang();
  const jobs = useStore(useFarmer().jobs);
  const waits = jobs.some(({ state, notBefore }) => state === 'queued' && notBefore !== undefined);
  const now = useClock(waits ? 500 : 30_000);
  useEffect(() => void keepForGood(), []);
  const said = saidOf(plot, jobs, now);
  const held = said.find(({ how }) => how === 'held');
  const word = todaysWord(said, now);
  const { day, month, year } = localDate(now);
  const lunar = lunarDate(day, month, year);
  const advice = plot.advice && withWaterSince(plot.advice, said);
  const at = plots.indexOf(plot);
  const next = plots[(at + 1) % plots.length];
  return (
    <Frame
      title={plot.name}
      under={`${ddmmyyyy(now)} · ${t.lunar(lunar.day, lunar.month)}`}
      choose={plots.length > 1 ? { words: t.choosePlot, go: () => go(LIST) } : undefined}
      spoken={advice ? advice.spoken[lang] : `${t.noAdviceDo}. ${t.noAdviceWhy}`}
      dock={<Dock plot={plot} page={page} held={held} word={word} now={now} />}
    >
      <VerdictBand advice={advice} now={now} word={word} />
      {advice &&
        (advice.depletion ? (
          <SoilCut advice={advice} depletion={advice.depletion} />
        ) : advice.verdict === 'hold-salty' || advice.verdict === 'no-intake' ? (
          <SaltyCut advice={advice} />
        ) : (
          advice.level && <PaddyCut advice={advice} level={advice.level} />
        ))}
      <Why advice={advice} now={now} />
      {plots.length > 1 && next && (
        <Way className="pad next-plot" href={plotHref(next.id)}>
          <span>
            {t.nextPlot(((at + 1) % plots.length) + 1, plots.length)}
            <b>{next.name}</b>
          </span>
          <Icon name="next" />
        </Way>
      )}
      {plots.length > 2 && (
        <Way className="pad next-plot all-plots" href={LIST}>
          <span>
            <b>{t.allOf(plots.length)}</b>
          </span>
          <Icon name="next" />
        </Way>
      )}
      <More plot={plot} page={page} said={said} now={now} />
    </Frame>
  );
}
