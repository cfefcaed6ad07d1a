import { CROPS, type Crop, type FarmPage, type FarmPlot } from '#hub/contracts';
import { useEffect, useState } from 'react';
import { areaWords } from '../../format/measures.js';
import { useLang } from '../../i18n/lang.js';
import { useStore } from '../../live/store.js';
import { AskToRing } from '../../security/push/ask-to-ring.js';
import { type PushState, pushState } from '../../security/push/push.js';
import { pagesOf } from '../../session/home-of.js';
import { session } from '../../session/session.js';
import { Button } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { go } from '../../ui/way.js';
import { LevelChart } from '../charts/level-chart.js';
import { RainChart } from '../charts/rain-chart.js';
import { TurnBar } from '../charts/turn-bar.js';
import { useFarmer } from '../farmer.js';
import type { Said } from '../model/said.js';
import { BLOCKS, HOME, plotHref } from '../paths.js';
import { useWords } from '../words/use-words.js';
import { Call } from './call.js';
import { SaidList } from './said-list.js';

/** Below the fold: turn, charts, what was said, whom to call. */
export function More({
  plot,
  page,
  said,
  now,
}: {
  plot: FarmPlot;
  page: FarmPage;
  said: readonly Said[];
  now: number;
}) {
  const t = useWords();
  const lang = useLang();
  const farmer = useFarmer();
  const { advice, crop } = plot;
  const upland = advice?.depletion !== undefined;
  const facts = [CROPS[crop as Crop]?.[lang] ?? crop, advice?.stage?.[lang], plot.block?.[lang]];
  return (
    <div className="pad more">
      <section>
        <h2>{t.myTurn}</h2>
        {plot.block && <p className="meta">{plot.block[lang]}</p>}
        {advice?.skipped && (
          <p className="state short">{t.turnSkipped(advice.skipped[lang].toLocaleLowerCase(lang))}</p>
        )}
        {advice?.turn ? (
          <TurnBar turn={advice.turn} now={now} />
        ) : (
          !advice?.skipped && <p className="meta">{t.noTurn}</p>
        )}
      </section>
      <section>
        <h2>{upland ? t.depletionTitle : t.levelTitle}</h2>
        <LevelChart plot={plot} now={now} />
        {!upland && crop === 'rice' && (
          <Button wide icon="water" onClick={() => go(plotHref(plot.id, 'level'))}>
            {t.recordLevel}
          </Button>
        )}
      </section>
      <section>
        <h2>{t.rainTitle}</h2>
        <RainChart days={plot.days} now={now} />
        <Button wide icon="rain" onClick={() => go(plotHref(plot.id, 'rain'))}>
          {t.recordRain}
        </Button>
      </section>
      <section>
        <h2>{t.saidTitle}</h2>
        <SaidList said={said} />
        {crop === 'rice' && (
          <Button wide onClick={() => void farmer.say(plot.id, { did: 'fertiliser' })}>
            {t.fertiliser}
          </Button>
        )}
      </section>
      {advice && advice.notes.length > 0 && (
        <section>
          <h2>{t.notesTitle}</h2>
          <ul className="notes">
            {advice.notes.map((note) => (
              <li key={note.vi}>{note[lang]}</li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{t.plotTitle}</h2>
        <p>{[...new Set(facts.filter(Boolean))].join(' · ')}</p>
        <p className="meta">{areaWords(plot.areaM2, page.areaUnits, lang)}</p>
      </section>
      <Call cooperative={page.cooperative} />
      <Ring />
      <Account />
    </div>
  );
}

function Ring() {
  const t = useWords();
  const [push, setPush] = useState<PushState>();
  useEffect(() => void pushState().then(setPush, () => setPush('unsupported')), []);
  const words = { title: t.pushTitle, why: t.pushWhy, on: t.pushOn, denied: t.pushDenied, failed: t.pushFailed };
  return <AskToRing kind="line" state={push} onState={setPush} words={{ ...words, busy: t.pushBusy }} />;
}

/** Other pages, each a document or a question of its own: only with a line. */
export function Account() {
  const t = useWords();
  const state = useStore(session);
  const me = state.phase === 'known' && state.me.state === 'signed-in' ? state.me : undefined;
  if (useStore(useFarmer().known.line) === 'lost') return null;
  const here = window.location.pathname.startsWith(BLOCKS) ? BLOCKS : HOME;
  const own = me ? pagesOf(me).filter(({ page, href }) => (page === 'farm' || page === 'blocks') && href !== here) : [];
  return (
    <nav>
      {own.map(({ page, href }) => (
        <a key={href} className="account-way" href={href}>
          <Icon name={page === 'farm' ? 'water' : 'gate'} />
          {page === 'farm' ? t.toMyPlots : t.toBlocks}
          <Icon name="next" />
        </a>
      ))}
      <a className="account-way" href="/account">
        <Icon name="account" />
        {t.account}
        <Icon name="next" />
      </a>
    </nav>
  );
}
