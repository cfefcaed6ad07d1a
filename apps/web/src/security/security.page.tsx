import '../ui/base.css';
import '../phone/phone.css';
import './security.css';
import type { Incident } from '#hub/contracts';
import { useEffect, useState } from 'react';
import { getJson, RequestFailed } from '../live/rest.js';
import { useStore } from '../live/store.js';
import type { IncidentDetail } from '../incidents/incident.js';
import { incidentPath } from '../incidents/deed.js';
import { NoRight, NotReached } from '../session/gate-notes.js';
import { may } from '../session/me.js';
import { signInFrom } from '../session/return-to.js';
import { session } from '../session/session.js';
import { go, useSearch } from '../ui/way.js';
import { type Officer, OfficerContext, openOfficer, type Owner, useOfficer } from './officer.js';
import { HOME, wantedIn } from './paths.js';
import { FalseScreen } from './screens/false.screen.js';
import { Frame } from './screens/frame.js';
import { HomeScreen } from './screens/home.screen.js';
import { IncidentScreen } from './screens/incident.screen.js';
import { NoteScreen } from './screens/note.screen.js';
import { useWords } from './words.js';

/** The security officer's page. It opens at once with what the phone keeps, and asks the hub meanwhile. */
export function SecurityPage() {
  const [officer, setOfficer] = useState<Officer>();
  useEffect(() => {
    void openOfficer().then(setOfficer);
  }, []);
  if (!officer) return null;
  return (
    <OfficerContext value={officer}>
      <Gate officer={officer} />
    </OfficerContext>
  );
}

/**
 * Whoever is signed in is let in; where the hub cannot be asked, or the session has run out, whoever was signed in here
 * last: what was done in the field must not be lost because a session ends there.
 */
function Gate({ officer }: { officer: Officer }) {
  const state = useStore(session);
  const owner = useStore(officer.owner);
  const me = state.phase === 'known' && state.me.state === 'signed-in' ? state.me : undefined;
  const allowed = !me || (may(me, 'alerts.read') && may(me, 'alerts.acknowledge'));
  const stranger = state.phase === 'known' && !me;
  useEffect(() => {
    if (me && allowed && (owner?.id !== me.id || owner.name !== me.name))
      officer.setOwner({ id: me.id, name: me.name });
  }, [me, allowed, owner, officer]);
  useEffect(() => {
    if (!owner) return;
    officer.start();
    return () => officer.stop();
  }, [owner?.id, officer]);
  useEffect(() => {
    if (me && allowed) void officer.outbox.send();
  }, [me?.id, me?.session, allowed, officer]);
  useEffect(() => {
    if (!owner && stranger) window.location.replace(signInFrom(window.location));
  }, [owner, stranger]);
  if (me && !allowed) return <NoRight me={me} />;
  if (!owner && state.phase === 'unreachable') return <NotReached />;
  if (!owner || (me && me.id !== owner.id)) return null;
  return <Screens owner={owner} />;
}

function Screens({ owner }: { owner: Owner }) {
  const wanted = wantedIn(useSearch());
  const incident = useIncident(wanted.incident);
  if (!wanted.incident) return <HomeScreen me={owner} />;
  if (!incident) return <Gone />;
  if (incident === 'asking') return null;
  if (wanted.doing === 'false') return <FalseScreen incident={incident} />;
  if (wanted.doing === 'note') return <NoteScreen incident={incident} />;
  return <IncidentScreen key={incident.id} incident={incident} me={owner.id} />;
}

/** From what is open; what is over meanwhile is asked for once, so that a notice always opens its incident. */
function useIncident(id: string | undefined): Incident | 'asking' | undefined {
  const { incidents, at } = useStore(useOfficer().known.known);
  const known = incidents.find((one) => one.id === id);
  const [past, setPast] = useState<{ id: string; incident?: Incident }>();
  const missing = id !== undefined && known === undefined;
  useEffect(() => {
    if (!missing) return;
    const asked = new AbortController();
    getJson<IncidentDetail>(incidentPath(id), asked.signal).then(
      ({ incident }) => setPast({ id, incident }),
      (error) => asked.signal.aborted || setPast({ id, ...(isAway(error) && pastOf(past, id)) }),
    );
    return () => asked.abort();
    // asked again with each new list
  }, [id, missing, at]);
  return known ?? (past?.id === id ? past?.incident : id === undefined ? undefined : 'asking');
}
const isAway = (error: unknown) => error instanceof RequestFailed && error.reason === 'unreachable';
const pastOf = (past: { id: string; incident?: Incident } | undefined, id: string) =>
  past?.id === id && past.incident ? { incident: past.incident } : {};

function Gone() {
  const t = useWords();
  return (
    <Frame title={t.page} back={() => go(HOME, { replace: true })}>
      <p className="pad strong">{t.gone}</p>
    </Frame>
  );
}
