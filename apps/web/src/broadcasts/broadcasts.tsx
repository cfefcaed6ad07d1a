import './broadcasts.css';
import type { Broadcast } from '#hub/contracts';
import { useEffect, useRef, useState } from 'react';
import { useAsk } from '../admin/data/ask.js';
import { useLive, useNow } from '../admin/data/hub.js';
import { Answered } from '../admin/parts/answered.js';
import { Waiting } from '../admin/parts/waiting.js';
import { LangSwitch } from '../i18n/lang-switch.js';
import { incidentPath } from '../incidents/deed.js';
import type { IncidentDetail } from '../incidents/incident.js';
import { BROADCASTS, HOME } from '../operations/address.js';
import { Bands } from '../operations/frame/bands.js';
import { may } from '../session/me.js';
import { useMe } from '../session/use-me.js';
import { SimulatedBand } from '../ui/band.js';
import { Icon } from '../ui/icon.js';
import { Toasts } from '../ui/toast.js';
import { go, useSearch, Way } from '../ui/way.js';
import { BroadcastCard } from './card.js';
import { Compose } from './compose.js';
import { type BroadcastsAnswer, useAllBroadcasts, useFreshList } from './data.js';
import { Templates } from './templates.js';
import { useBroadcastWords } from './words.js';

/** What is said to all: what waits for a yes, what is on air, how a message is written, what came of the others. */
export function Broadcasts() {
  const t = useBroadcastWords();
  const me = useMe();
  const simulated = useLive((live) => live.status?.simulated === true);
  const { answer, all } = useAllBroadcasts();
  useFreshList();
  useEffect(() => {
    document.title = t.page;
  }, [t]);
  return (
    <main className="desk light broadcasts" id="incident">
      <Bands />
      {simulated && <SimulatedBand />}
      <nav>
        {may(me, 'alerts.acknowledge') ? (
          <Way href={HOME}>
            <Icon name="back" />
            {t.back}
          </Way>
        ) : (
          may(me, 'live.watch') && (
            <a href="/wall">
              <Icon name="wall" />
              {t.wall}
            </a>
          )
        )}
        <LangSwitch />
        <a className="who" href="/account" title={t.account}>
          <Icon name="account" />
          <span>{me.name}</span>
        </a>
      </nav>
      <header>
        <h1>{t.page}</h1>
        <p className="meta">{t.lead}</p>
      </header>
      <Answered answer={answer}>{(known) => <Parts known={known} all={all} />}</Answered>
      <Toasts />
    </main>
  );
}

function Parts({ known, all }: { known: BroadcastsAnswer; all: readonly Broadcast[] }) {
  const t = useBroadcastWords();
  const now = useNow(15_000);
  const incident = new URLSearchParams(useSearch()).get('tu') ?? undefined;
  const [editing, setEditing] = useState<Broadcast>();
  const form = useRef<HTMLElement>(null);
  const edit = (one: Broadcast) => {
    setEditing(one);
    form.current?.scrollIntoView({ behavior: 'smooth' });
  };
  const list = (some: readonly Broadcast[]) =>
    some.map((one) => (
      <BroadcastCard key={one.id} broadcast={one} windows={known.windows} now={now} onEdit={() => edit(one)} />
    ));
  const drafts = all.filter(({ state }) => state === 'draft');
  const coming = all
    .filter(({ state }) => state === 'approved' || state === 'airing')
    .sort((a, b) => (a.airingAt ?? a.dueAt ?? a.airBefore) - (b.airingAt ?? b.dueAt ?? b.airBefore));
  const past = all.filter(({ state }) => state !== 'draft' && state !== 'approved' && state !== 'airing');
  return (
    <div className="broadcast-columns">
      <div className="broadcast-now">
        <section className="broadcast-part" aria-labelledby="waiting-title">
          <h2 id="waiting-title">{t.waiting}</h2>
          {drafts.length === 0 ? <p className="meta">{t.nothing}</p> : list(drafts)}
        </section>
        {coming.length > 0 && (
          <section className="broadcast-part" aria-labelledby="coming-title">
            <h2 id="coming-title">{t.coming}</h2>
            {list(coming)}
          </section>
        )}
      </div>
      <div className="broadcast-make">
        <section className="broadcast-part" aria-labelledby="compose-title" ref={form}>
          <h2 id="compose-title">{editing ? t.change : t.compose}</h2>
          <Form known={known} draft={editing} incident={incident} onDone={() => setEditing(undefined)} />
        </section>
        <Templates known={known} incident={incident} />
      </div>
      <section className="broadcast-part broadcast-past" aria-labelledby="past-title">
        <h2 id="past-title">{t.past}</h2>
        {past.length === 0 ? <p className="meta">{t.pastNone}</p> : list(past)}
      </section>
    </div>
  );
}

/** Begun anew for each message; one about an incident once that is known. */
function Form(props: {
  known: BroadcastsAnswer;
  draft: Broadcast | undefined;
  incident: string | undefined;
  onDone(): void;
}) {
  const { known, draft, incident: asked, onDone } = props;
  const [round, setRound] = useState(0);
  const { value, failed } = useAsk<IncidentDetail>(asked && !draft ? incidentPath(asked) : undefined);
  if (asked && !draft && !value && !failed) return <Waiting />;
  const done = () => {
    setRound(round + 1);
    if (asked) go(BROADCASTS, { replace: true });
    onDone();
  };
  return (
    <Compose
      key={`${draft?.id ?? asked ?? ''} ${round}`}
      known={known}
      draft={draft}
      incident={draft || !asked ? undefined : value?.incident}
      onDone={done}
    />
  );
}
