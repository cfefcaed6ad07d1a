import { type BlockDay, isPart, plotName, type Turn } from '#hub/contracts';
import { Suspense } from 'react';
import { later } from '../../live/later.js';
import { DAY_MS, ddmmyyyy, hhmm, startOfDay } from '../../format/clock.js';
import { useLang } from '../../i18n/lang.js';
import { useStore } from '../../live/store.js';
import { useClock } from '../../phone/use-clock.js';
import { Icon } from '../../ui/icon.js';
import { go, useSearch, Way } from '../../ui/way.js';
import { useFarmer } from '../farmer.js';
import { whole } from '../model/figures.js';
import { blocksHref, turnHref, turnIn } from '../paths.js';
import { Frame } from '../screens/frame.js';
import { Account } from '../screens/more.js';
import { NothingScreen } from '../screens/nothing.screen.js';
import { turnWords } from '../words/deed-words.js';
import { useWords } from '../words/use-words.js';
import { CouldNot, Enough, Warned } from './block-state.js';

const HOUR_MS = 3_600_000;
// who only reads the day does not wait for it
const TurnScreen = later(() => import('./turn.screen.js'));

/** A water-turn keeper's day: whose turn it is from when to when, and whether the water is enough; today or tomorrow. */
export function BlockScreen() {
  const t = useWords();
  const { blocks } = useStore(useFarmer().known.known);
  const line = useStore(useFarmer().known.line);
  const now = useClock(30_000);
  const wanted = turnIn(useSearch());
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
  const today = startOfDay(now);
  const day = wanted.day === today + DAY_MS ? wanted.day : today;
  const turn = blocks.find((one) => one.block === wanted.block && one.day === day);
  if (turn && wanted.plot)
    return (
      <Suspense fallback={null}>
        <TurnScreen key={wanted.plot} block={turn} plot={wanted.plot} />
      </Suspense>
    );
  return (
    <Frame title={t.blocks} under={ddmmyyyy(day)}>
      <div className="more pad">
        <div className="pair sides">
          {[today, today + DAY_MS].map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={one === day}
              onClick={() => go(blocksHref(one), { replace: true })}
            >
              {one === today ? t.dayToday : t.dayTomorrow}
            </button>
          ))}
        </div>
        {blocks
          .filter((block) => block.day === day)
          .map((block) => (
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
  const { name, day, gates, turns, hours, need, available, skipped, problems } = block;
  const none = day > now ? t.blockNoneThen : t.blockNone;
  return (
    <section className="block">
      <h2>{name}</h2>
      {gates.length > 0 && <p className="meta">{t.gatesOf(gates.join(', '))}</p>}
      <Warned block={block} now={now} />
      <Enough block={block} none={none} />
      <p>{turns.length > 0 && t.pumpHours(turnWords(hours * HOUR_MS, t, lang))}</p>
      <p className="meta">
        {t.needOf(whole(need, lang), available === undefined ? undefined : whole(available, lang))}
      </p>
      {problems.map((problem) => (
        <p key={problem.vi} className="meta short">
          {problem[lang]}
        </p>
      ))}
      <ol className="turns">
        <CouldNot block={block} now={now} />
        {turns.map((turn) => (
          <TurnRow key={`${turn.plot} ${turn.from}`} block={block} turn={turn} now={now} />
        ))}
        {skipped.map(({ plot, name: of, reason }) => (
          <li key={plot}>
            <Way href={turnHref(block.block, day, plot)} className="row">
              <span>
                <b>{plotName({ id: plot, name: of }, lang)}</b>
                {t.skippedFor(reason[lang].toLocaleLowerCase(lang))}
              </span>
              <Icon name="edit" />
            </Way>
          </li>
        ))}
      </ol>
      <a className="account-way" href={`/api/farm/ledger.xlsx?block=${encodeURIComponent(block.block)}`} download>
        {t.ledger}
      </a>
    </section>
  );
}

function TurnRow({ block, turn, now }: { block: BlockDay; turn: Turn; now: number }) {
  const t = useWords();
  const lang = useLang();
  const { from, to, plot, name, owner, need, given, fixed, done } = turn;
  const current = !done && from <= now && now < to;
  const states = [done && t.done, current && t.now, fixed && t.fixed].filter(Boolean);
  const shown = (
    <span>
      <span className="when">
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
      </span>
      <b>{plotName({ id: plot, name }, lang)}</b>
      <small>{[owner, turnWords(to - from, t, lang)].filter(Boolean).join(' · ')}</small>
      <small className={isPart(given, need) ? 'short' : undefined}>
        {t.given(whole(given, lang), whole(need, lang))}
      </small>
    </span>
  );
  const over = done || to <= now;
  return (
    <li className={done ? 'done' : current ? 'now' : undefined}>
      {over ? (
        <p className="row">{shown}</p>
      ) : (
        <Way href={turnHref(block.block, block.day, plot)} className="row">
          {shown}
          <span className="unseen">{t.editTurn}</span>
          <Icon name="edit" />
        </Way>
      )}
    </li>
  );
}
