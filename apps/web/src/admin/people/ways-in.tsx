import { isHousehold } from '#hub/contracts';
import { useState } from 'react';
import { postJson, sendJson } from '../../live/rest.js';
import { may, mayEverywhere } from '../../session/me.js';
import { actFor } from '../../session/session.js';
import { useMe } from '../../session/use-me.js';
import { Button } from '../../ui/button.js';
import { Table } from '../../ui/table.js';
import { say } from '../../ui/toast.js';
import { askAgain, useAsk } from '../data/ask.js';
import { useSend } from '../data/send.js';
import { ddmmyyyy, hhmm } from '../../format/clock.js';
import { Answered } from '../parts/answered.js';
import { Box } from '../parts/box.js';
import { Facts } from '../parts/facts.js';
import { Failed } from '../parts/failed.js';
import { Ago, Exactly } from '../parts/when.js';
import { usePartWords } from '../parts/words.js';
import { InvitationDialog, type Invitation } from './invitation-dialog.js';
import { type KnownPerson, PEOPLE, personPath, type PersonSession, useRoles } from './people-data.js';
import { usePeopleWords } from './words.js';

/** How somebody comes in: invitation or password, where he or she is signed in. */
export function WaysIn({ person }: { person: KnownPerson }) {
  const t = usePeopleWords();
  const me = useMe();
  return (
    <div className="columns">
      <div className="main-column">
        {may(me, 'people.invite') && <Invite person={person} />}
        <ActFor person={person} />
        {mayEverywhere(me, 'people.write') && <Sessions person={person.id} />}
      </div>
      <Box title={t.ways}>
        <Facts
          facts={[
            [t.login, person.login],
            [t.phone, person.phone],
            person.login !== undefined && [t.totp, person.totp ? t.on : t.off],
            [t.created, <Exactly key="created" at={person.created} />],
          ]}
        />
      </Box>
    </div>
  );
}

/** A village head does for a household what it would do itself; each step is in the audit log under both names. */
function ActFor({ person }: { person: KnownPerson }) {
  const t = usePeopleWords();
  const me = useMe();
  const roles = useRoles();
  const household = person.login === undefined && isHousehold(roles, person.grants);
  if (!household || !may(me, 'people.act-for')) return null;
  return (
    <Box title={t.act}>
      <p className="meta">{t.actWhy}</p>
      <p>
        <Button icon="people" onClick={() => void actFor(person.id).then(() => window.location.assign('/'))}>
          {t.act}
        </Button>
      </p>
    </Box>
  );
}

function Invite({ person }: { person: KnownPerson }) {
  const t = usePeopleWords();
  const p = usePartWords();
  const sending = useSend();
  const [invitation, setInvitation] = useState<Invitation>();
  const staff = person.login !== undefined;
  const path = `${personPath(person.id)}/invitation`;
  const make = () =>
    void sending.run(async () => {
      setInvitation(await postJson<Invitation>(path, {}));
      askAgain(PEOPLE);
    });
  const withdraw = () =>
    void sending.run(async () => {
      await sendJson('DELETE', path);
      say(t.withdrawn);
      askAgain(PEOPLE);
    });
  return (
    <Box title={staff ? t.invitePassword : t.invitePhone}>
      <p className="meta">{staff ? t.inviteWhyPassword : t.inviteWhyPhone}</p>
      {person.invited && (
        <p>{t.openInvitation(`${ddmmyyyy(person.invited.expires)} ${hhmm(person.invited.expires)}`)}</p>
      )}
      <p className="outcome-ways">
        <Button kind="go" icon="qr" busy={sending.busy && p.working} onClick={make}>
          {person.invited ? t.inviteAgain : staff ? t.invitePassword : t.invitePhone}
        </Button>
        {person.invited && (
          <Button kind="danger" icon="off" onClick={withdraw}>
            {t.withdraw}
          </Button>
        )}
      </p>
      <Failed error={sending.failed} />
      {invitation && (
        <InvitationDialog name={person.name} invitation={invitation} onClose={() => setInvitation(undefined)} />
      )}
    </Box>
  );
}

function Sessions({ person }: { person: string }) {
  const t = usePeopleWords();
  const path = `${personPath(person)}/sessions`;
  const answer = useAsk<{ sessions: PersonSession[] }>(path);
  const sending = useSend();
  const end = (session: string) =>
    void sending.run(async () => {
      await sendJson('DELETE', `${path}/${encodeURIComponent(session)}`);
      say(t.ended);
      askAgain(path, PEOPLE);
    });
  return (
    <Box title={t.sessions}>
      <Answered answer={answer}>
        {({ sessions }) => (
          <Table<PersonSession>
            caption={t.sessions}
            rows={sessions}
            keyOf={({ id }) => id}
            empty={<p className="meta">{t.noSessions}</p>}
            columns={[
              {
                id: 'device',
                head: t.device,
                cell: ({ label, kind }) => (
                  <>
                    {label} <span className="meta">{t.kinds[kind]}</span>
                  </>
                ),
              },
              { id: 'address', head: t.address, num: true, cell: ({ address }) => address },
              { id: 'since', head: t.since, cell: ({ created }) => <Exactly at={created} /> },
              { id: 'seen', head: t.seen, cell: ({ lastSeen }) => <Ago at={lastSeen} /> },
              {
                id: 'end',
                head: t.action,
                quiet: true,
                cell: ({ id }) => (
                  <Button icon="leave" onClick={() => end(id)}>
                    {t.end}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Answered>
      <Failed error={sending.failed} />
    </Box>
  );
}
