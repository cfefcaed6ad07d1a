import type { BlockDay, Turn } from '#hub/contracts';
import { ddmmyyyy, hhmm } from '../../format/clock.js';
import { useLang } from '../../i18n/lang.js';
import { useStore } from '../../live/store.js';
import { useClock } from '../../phone/use-clock.js';
import { Icon } from '../../ui/icon.js';
import { useFarmer } from '../farmer.js';
import { whole } from '../model/figures.js';
import { Frame } from '../screens/frame.js';
import { Account } from '../screens/more.js';
import { NothingScreen } from '../screens/nothing.screen.js';
import { hoursWords } from '../words/deed-words.js';
import { useWords } from '../words/use-words.js';

/** A water-turn keeper's day: whose turn it is from when to when, and whether the water is enough. */
export function BlockScreen() {
  const t = useWords();
  const { blocks } = useStore(useFarmer().known.known);
  const line = useStore(useFarmer().known.line);
  const now = useClock(30_000);
  if (!blocks)
    return (
      <NothingScreen
        title={t.blocks}
        icon="gate"
        words={line === 'lost' ? t.notYet : t.asking}
        why={line === 'lost' ? t.notYetWhy : ''}
      />
    );
  if (blocks.length === 0) return <NothingScreen title={t.blocks} icon="gate" words={t.noBlocks} why={t.noBlocksWhy} />;
  return (
    <Frame title={t.blocks} under={ddmmyyyy(now)}>
      <div className="more pad">
        {blocks.map((block) => (
          <Block key={block.block} block={block} now={now} />
        ))}
        <Account />
      </div>
    </Frame>
  );
}

function Block({ block, now }: { block: BlockDay; now: number }) {
  const t = useWords();
  const lang = useLang();
  const { name, day, turns, hours, need, available, short } = block;
  return (
    <section className="block">
      <h2>{name}</h2>
      <p className={short ? 'state short' : 'state'}>
        <Icon name={short ? 'alert' : 'check'} />
        {turns.length === 0 ? t.blockNone : short ? t.blockShort : t.blockEnough}
      </p>
      <p>{turns.length > 0 && t.pumpHours(hoursWords(hours, t, lang))}</p>
      <p className="meta">
        {ddmmyyyy(day)}. {t.needOf(whole(need, lang), available === undefined ? undefined : whole(available, lang))}
      </p>
      <ol className="turns">
        {turns.map((turn) => (
          <TurnRow key={`${turn.plot} ${turn.from}`} turn={turn} now={now} />
        ))}
      </ol>
    </section>
  );
}

function TurnRow({ turn, now }: { turn: Turn; now: number }) {
  const t = useWords();
  const lang = useLang();
  const { from, to, name, owner, need, given, fixed, done } = turn;
  const current = !done && from <= now && now < to;
  const states = [done && t.done, current && t.now, fixed && t.fixed].filter(Boolean);
  return (
    <li className={done ? 'done' : current ? 'now' : undefined}>
      <p className="when">
        <b className="num">
          {hhmm(from)}–{hhmm(to)}
        </b>
        {states.length > 0 && (
          <span>
            {done && <Icon name="check" />}
            {fixed && <Icon name="lock" />}
            {states.join(', ')}
          </span>
        )}
      </p>
      <p className="strong">{name}</p>
      <p className="meta">{[owner, hoursWords((to - from) / 3_600_000, t, lang)].filter(Boolean).join(' · ')}</p>
      <p className={given < need ? 'meta short' : 'meta'}>{t.given(whole(given, lang), whole(need, lang))}</p>
    </li>
  );
}
