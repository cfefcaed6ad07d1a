import type { FarmPage, FarmPlot, Verdict } from '#hub/contracts';
import type { ReactNode } from 'react';
import { hhmm } from '../../format/clock.js';
import { useLang } from '../../i18n/lang.js';
import { UNDO_MS } from '../../phone/offline/deed-book.js';
import { Undo } from '../../phone/undo.js';
import { Button, type ButtonKind } from '../../ui/button.js';
import { go } from '../../ui/way.js';
import { useFarmer } from '../farmer.js';
import { isOld } from '../model/old.js';
import type { Said } from '../model/said.js';
import { plotHref } from '../paths.js';
import { deedWords } from '../words/deed-words.js';
import { useWords } from '../words/use-words.js';
import { Call } from './call.js';

const ASK_AGAIN_MS = 3_600_000;
type Act =
  | 'irrigated'
  | 'couldNot'
  | 'shut'
  | 'tookSalt'
  | 'tookFoul'
  | 'recordRain'
  | 'recordLevel'
  | 'finished'
  | 'call';

/** As they stand on half a dock. */
const SHORT: Partial<Record<Act, 'rainShort' | 'levelShort'>> = { recordRain: 'rainShort', recordLevel: 'levelShort' };

/** What can be said of a plot: first what answers its advice. */
const ANSWERS: Record<Verdict | 'none', readonly [Act, ButtonKind][]> = {
  irrigate: [
    ['irrigated', 'go'],
    ['couldNot', 'line'],
  ],
  'not-needed': [
    ['irrigated', 'line'],
    ['recordRain', 'line'],
  ],
  'wait-for-rain': [
    ['recordRain', 'go'],
    ['irrigated', 'line'],
  ],
  'hold-salty': [
    ['shut', 'go'],
    ['tookSalt', 'line'],
  ],
  'no-intake': [
    ['shut', 'go'],
    ['tookFoul', 'line'],
  ],
  drain: [
    ['recordLevel', 'go'],
    ['irrigated', 'line'],
  ],
  // what is missing is for somebody else to enter
  unknown: [
    ['call', 'go'],
    ['irrigated', 'line'],
  ],
  none: [
    ['recordLevel', 'go'],
    ['irrigated', 'line'],
  ],
};

/** All that can be said, where the thumb is; what was said, and whether it may still be taken back. */
export function Dock({
  plot,
  page,
  held,
  word,
  now,
}: {
  plot: FarmPlot;
  page: FarmPage;
  held: Said | undefined;
  word: Said | undefined;
  now: number;
}) {
  const t = useWords();
  const lang = useLang();
  const farmer = useFarmer();
  const job = held && { notBefore: held.at + UNDO_MS };
  if (held && job)
    return (
      <Undo
        key={held.key}
        job={job}
        said={t.saidAs(deedWords(held.deed, t, lang))}
        left={t.undoIn}
        words={t.undo}
        onTakeBack={() => void farmer.takeBack(plot.id, held.key)}
      />
    );
  const correct = (said: Said) => (
    <Button className="correct" icon="undo" onClick={() => void farmer.takeBack(plot.id, said.key)}>
      {t.correct}
    </Button>
  );
  if (word?.deed.did === 'running')
    return (
      <>
        <p className="said-now">
          {now - word.at >= ASK_AGAIN_MS && <b>{t.stillRunning}</b>}
          <span>
            {t.runningSince(hhmm(word.at))} · {t.how[word.how]}
          </span>
        </p>
        <Answers plot={plot} page={page} acts={[['finished', 'go']]}>
          {correct(word)}
        </Answers>
      </>
    );
  const advised = plot.advice && !isOld(plot.advice, now) ? plot.advice.verdict : 'none';
  // what was said before the advice was worked out is in it already
  const open = word === undefined || (plot.advice !== undefined && plot.advice.at > word.at && advised === 'irrigate');
  // a level that is a guess is read before anybody pumps by it
  const guessed = plot.advice?.readTube;
  const acts: readonly [Act, ButtonKind][] = open
    ? ANSWERS[guessed ? 'none' : advised]
    : word.deed.did === 'could-not'
      ? [['irrigated', 'go']]
      : word.deed.did === 'took-salt'
        ? [['shut', 'go']]
        : [];
  return (
    <>
      {word && (
        <p className="said-now">
          <span>
            {t.saidAs(deedWords(word.deed, t, lang))} · {t.how[word.how]}
          </span>
          {acts.length !== 1 && correct(word)}
        </p>
      )}
      {acts.length > 0 && (
        <Answers plot={plot} page={page} acts={acts}>
          {word && acts.length === 1 && correct(word)}
        </Answers>
      )}
    </>
  );
}

function Answers(props: { plot: FarmPlot; page: FarmPage; acts: readonly [Act, ButtonKind][]; children?: ReactNode }) {
  const { plot, page, acts, children } = props;
  const t = useWords();
  const farmer = useFarmer();
  const upland = plot.advice?.depletion !== undefined || plot.crop !== 'rice';
  const act: Record<Exclude<Act, 'call'>, () => void> = {
    irrigated: () => go(plotHref(plot.id, 'hours')),
    finished: () => go(plotHref(plot.id, 'hours')),
    couldNot: () => go(plotHref(plot.id, 'why-not')),
    shut: () => void farmer.say(plot.id, { did: 'shut' }),
    // waste water is water: how long it ran is what the balance and the keeper want to know
    tookFoul: () => go(plotHref(plot.id, 'hours')),
    tookSalt: () => void farmer.say(plot.id, { did: 'took-salt' }),
    recordRain: () => go(plotHref(plot.id, 'rain')),
    recordLevel: () => go(plotHref(plot.id, 'level')),
  };
  return (
    <div className="pair">
      {acts.map(([name, kind]) => {
        if (name === 'call') return <Call key={name} cooperative={page.cooperative} />;
        // where there is no tube, rain is what can be read
        const which = name === 'recordLevel' && upland ? 'recordRain' : name;
        return (
          <Button
            key={which}
            kind={kind}
            wet
            wide
            icon={which === 'irrigated' && kind === 'go' ? 'check' : undefined}
            onClick={act[which]}
          >
            {t[SHORT[which] ?? which]}
          </Button>
        );
      })}
      {children}
    </div>
  );
}
