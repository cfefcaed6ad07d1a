import type { Incident } from '#hub/contracts';
import { useEffect, useRef, useState } from 'react';
import { may } from '../session/me.js';
import { useMe } from '../session/use-me.js';
import { takeBack, Toasts } from '../ui/toast.js';
import { Empty } from '../ui/notice.js';
import { go } from '../ui/way.js';
import { BROADCASTS, BULLETIN, HANDOVER } from './address.js';
import { Bands } from './frame/bands.js';
import { Foot } from './frame/foot.js';
import { KeysDialog } from './frame/keys-dialog.js';
import { Top } from './frame/top.js';
import { type DeedName, offersFor } from './incident/deeds.js';
import { DeedDialog } from './incident/dialogs.js';
import { IncidentPage, newerOf, useIncident } from './incident/incident-page.js';
import { useDeeds } from './incident/use-deeds.js';
import { type Command, commandOf, isTaken } from './keys.js';
import { Queue } from './queue/queue.js';
import { SmokeReportDialog } from './smoke-report/smoke-report-dialog.js';
import { useDesk } from './use-desk.js';
import { useWords } from './words/use-words.js';

/** These ask for nothing: they are done at once. */
const AT_ONCE: readonly DeedName[] = ['acknowledge', 'unshelve'];

/** The duty desk: the queue, the incident that is open, and what can be done about it with keys alone. */
export function Console() {
  const t = useWords();
  const me = useMe();
  const desk = useDesk();
  const deeds = useDeeds();
  const search = useRef<HTMLInputElement>(null);
  const page = useIncident(desk.chosen);
  const rights = { act: may(me, 'alerts.acknowledge'), manage: may(me, 'alerts.manage') };
  const incident = newerOf(desk.incident, page.answer.value?.incident);
  const offers = incident ? offersFor(incident, rights) : [];
  // what is asked is asked of the incident that was seen, whatever the queue does meanwhile
  const [asking, setAsking] = useState<{ deed: DeedName; incident: Incident }>();
  const [keys, setKeys] = useState(false);
  const [reporting, setReporting] = useState(false);
  const waiting = desk.open.length;

  const choose = (deed: DeedName) => {
    const offer = offers.find((one) => one.deed === deed);
    if (!incident || !offer || offer.lookOnly) return;
    // whoever is quick asks for the next thing while the last is under way
    if (!AT_ONCE.includes(deed)) setAsking({ deed, incident });
    else if (!deeds.busy) void deeds.act(incident, { do: deed } as { do: 'acknowledge' | 'unshelve' });
  };
  const run = (command: Command) => {
    if (command === 'previous' || command === 'next') desk.move(command === 'next' ? 1 : -1);
    else if (command === 'search') search.current?.focus();
    else if (command === 'keys') setKeys(true);
    else if (command === 'undo') takeBack();
    else if (command === 'handover') go(HANDOVER);
    else if (command === 'bulletin') go(BULLETIN);
    else if (command === 'smokeReport') setReporting(rights.act);
    else if (command === 'broadcasts') {
      if (may(me, 'broadcasts.write')) go(BROADCASTS);
    } else if (command === 'shelve') choose(incident?.shelved ? 'unshelve' : 'shelve');
    else choose(command);
  };
  const now = useRef(run);
  now.current = run;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const command = commandOf(event);
      if (!command || isTaken(event.target) || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      now.current(command);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) ${t.page}` : t.page;
  }, [waiting, t]);

  return (
    <div className="operations desk light">
      <a className="skip" href="#incident">
        {t.skip}
      </a>
      <Top desk={desk} />
      <div className="desk-bands">
        <Bands />
      </div>
      <Queue desk={desk} search={search} />
      {desk.chosen === undefined ? (
        <main id="incident" className="incident nothing" tabIndex={-1}>
          <h1 className="unseen">{t.page}</h1>
          {desk.known && <Empty icon="check" title={desk.tabs.open.length === 0 ? t.emptyOpen : t.pick} />}
        </main>
      ) : (
        <IncidentPage
          incident={incident}
          page={page}
          now={desk.now}
          offers={offers}
          busy={deeds.busy}
          onChoose={choose}
        />
      )}
      <Foot onKeys={() => setKeys(true)} onReport={rights.act ? () => setReporting(true) : undefined} />
      {asking && <DeedDialog {...asking} deeds={deeds} onClose={() => setAsking(undefined)} />}
      {reporting && <SmokeReportDialog onClose={() => setReporting(false)} />}
      {keys && <KeysDialog onClose={() => setKeys(false)} />}
      <Toasts />
    </div>
  );
}
