import { type Command, type CommandChange, type CommandState as State, isCommandOver, METRICS } from '#hub/contracts';
import { useState } from 'react';
import { withUnit } from '../../format/figures.js';
import { useLang } from '../../i18n/lang.js';
import { postJson } from '../../live/rest.js';
import { may } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/field.js';
import { Way } from '../../ui/way.js';
import { askAgain, useAsk } from '../data/ask.js';
import { useDevices } from '../data/devices.js';
import { useSend } from '../data/send.js';
import { Answered } from '../parts/answered.js';
import { Box } from '../parts/box.js';
import { Facts } from '../parts/facts.js';
import { Failed } from '../parts/failed.js';
import { PageHead } from '../parts/page-head.js';
import { Exactly } from '../parts/when.js';
import { hrefOf } from '../route/address.js';
import { CommandName } from './command-list.js';
import { CommandState } from './command-state.js';
import { confirmWords } from './confirm-words.js';
import { type Names, WhoWords } from './who-words.js';
import { useCommandWords } from './words.js';

interface Event {
  change: CommandChange;
  at: number;
  state: State;
  by?: string;
  note?: string;
}

const EVERY_MS = 2000;
const pathOf = (id: string) => `/api/commands/${encodeURIComponent(id)}`;

/** One command from the request to its end, and what can be done with it now. */
export function CommandPage({ id }: { id: string }) {
  const t = useCommandWords();
  const answer = useAsk<{ command: Command; events: Event[]; names: Names }>(pathOf(id), EVERY_MS);
  const command = answer.value?.command;
  return (
    <>
      <PageHead
        title={command ? <CommandName command={command} /> : t.command}
        back={{ href: hrefOf('commands'), words: t.title }}
        lead={command && <CommandState command={command} />}
      />
      <Answered answer={answer}>
        {(shown) => (
          <div className="columns">
            <div className="main-column">
              {!isCommandOver(shown.command) && <Say command={shown.command} />}
              <Events events={shown.events} names={shown.names} />
            </div>
            <CommandFacts command={shown.command} names={shown.names} />
          </div>
        )}
      </Answered>
    </>
  );
}

function Events({ events, names }: { events: readonly Event[]; names: Names }) {
  const t = useCommandWords();
  return (
    <Box title={t.events}>
      <ol className="history">
        {events.map((event, i) => (
          <li key={i}>
            <p>
              <b>{t.changes[event.change]}</b> · <Exactly at={event.at} />
              {event.by && (
                <>
                  {' · '}
                  <WhoWords id={event.by} names={names} />
                </>
              )}
            </p>
            <p className="meta">
              {t.states[event.state]}
              {event.note && ` – ${event.note}`}
            </p>
          </li>
        ))}
      </ol>
    </Box>
  );
}

function CommandFacts({ command, names: people }: { command: Command; names: Names }) {
  const t = useCommandWords();
  const lang = useLang();
  const names = new Map(useDevices().value?.devices.map((d) => [d.id, d.name]));
  const { confirm, receipt, shown, ending, approval, byHand, handled } = command;
  const who = (id: string) => <WhoWords id={id} names={people} />;
  return (
    <Box title={t.facts}>
      <Facts
        facts={[
          [
            t.device,
            <Way key="device" href={hrefOf('devices', [command.device])}>
              {names.get(command.device) ?? command.device}
            </Way>,
          ],
          [t.by, who(command.by)],
          [t.at, <Exactly key="at" at={command.at} />],
          [t.expires, <Exactly key="expires" at={command.expiresAt} />],
          approval && [t.approvedBy, who(approval.by)],
          byHand && [t.person, byHand.person ? who(byHand.person) : t.doers.anybody],
          handled && [t.handledBy, who(handled.by)],
          confirm && [
            t.confirm,
            <>
              {confirmWords(confirm, t, lang)}
              {confirm.device !== command.device && ` (${names.get(confirm.device) ?? confirm.device})`}
            </>,
          ],
          receipt && [t.receipt, [receipt.ok ? t.ok : t.notOk, receipt.detail].filter(Boolean).join(' – ')],
          confirm &&
            shown && [t.shown, `${METRICS[confirm.metric][lang]} ${withUnit(confirm.metric, shown.value, lang)}`],
          ending && [t.reason, [ending[lang], ending.note].filter(Boolean).join(' – ')],
        ]}
      />
    </Box>
  );
}

/** What whoever looks at it may say to it now. */
function Say({ command }: { command: Command }) {
  const t = useCommandWords();
  const me = useMe();
  const sending = useSend();
  const [note, setNote] = useState('');
  const say = (what: 'approve' | 'refuse' | 'done' | 'cancel') =>
    void sending.run(async () => {
      await postJson(`${pathOf(command.id)}/${what}`, note.trim() ? { note: note.trim() } : {});
      askAgain('/api/commands');
    });
  const { state } = command;
  const approves = state === 'awaiting-approval' && may(me, 'commands.approve');
  const own = command.by === me.id;
  const doer = command.byHand?.person;
  const does = state === 'task' && may(me, 'commands.request') && (doer === undefined || doer === me.id);
  const cancels = may(me, 'commands.request') && (own || may(me, 'commands.approve'));
  if (!approves && !does && !cancels) return null;
  return (
    <Box title={t.states[state]}>
      <div className="form">
        <TextField label={t.note} optional value={note} maxLength={500} onChange={(e) => setNote(e.target.value)} />
        <div className="form-actions">
          {approves && (
            <Button kind="go" icon="check" off={own && t.own} onClick={() => say('approve')}>
              {t.approve}
            </Button>
          )}
          {does && (
            <Button kind="go" icon="check" onClick={() => say('done')}>
              {t.done}
            </Button>
          )}
          {(does || (approves && !own)) && (
            <Button icon="close" onClick={() => say('refuse')}>
              {does ? t.cannot : t.refuse}
            </Button>
          )}
          {cancels && (
            <Button kind="danger" icon="off" onClick={() => say('cancel')}>
              {t.cancel}
            </Button>
          )}
        </div>
        <Failed error={sending.failed} />
      </div>
    </Box>
  );
}
