import '../ui/base.css';
import '../phone/phone.css';
import './security.css';
import type { Incident } from '#hub/contracts';
import { useEffect, useState } from 'react';
import { getJson, RequestFailed } from '../live/rest.js';
import { useStore } from '../live/store.js';
import type { IncidentDetail } from '../incidents/incident.js';
import { incidentPath } from '../incidents/deed.js';
import { useHolder } from '../phone/holder.js';
import type { Owner } from '../phone/offline/deed-book.js';
import { may, type SignedIn } from '../session/me.js';
import { go, useSearch } from '../ui/way.js';
import { type Officer, OfficerContext, openOfficer, useOfficer } from './officer.js';
import { HOME, wantedIn } from './paths.js';
import { FalseScreen } from './screens/false.screen.js';
import { Frame } from './screens/frame.js';
import { HomeScreen } from './screens/home.screen.js';
import { IncidentScreen } from './screens/incident.screen.js';
import { KeepScreen } from './screens/keep.screen.js';
import { NoteScreen } from './screens/note.screen.js';
import { ReportScreen } from './screens/report.screen.js';
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

const allows = (me: SignedIn) => may(me, 'alerts.read') && may(me, 'alerts.acknowledge');

function Gate({ officer }: { officer: Officer }) {
  const { me, owner, instead } = useHolder(officer.owner, officer.setOwner, allows);
  useEffect(() => {
    if (!owner) return;
    officer.start();
    return () => officer.stop();
  }, [owner?.id, officer]);
  useEffect(() => {
    if (me) void officer.outbox.send();
  }, [me?.id, me?.session, officer]);
  return instead ? instead.is : <Screens owner={owner!} />;
}

function Screens({ owner }: { owner: Owner }) {
  const wanted = wantedIn(useSearch());
  const incident = useIncident(wanted.incident);
  if (!wanted.incident) return wanted.doing === 'report' ? <ReportScreen /> : <HomeScreen me={owner} />;
  if (!incident) return <Gone />;
  if (incident === 'asking') return null;
  if (wanted.doing === 'false') return <FalseScreen incident={incident} />;
  if (wanted.doing === 'keep') return <KeepScreen incident={incident} />;
  if (wanted.doing === 'note') return <NoteScreen incident={incident} />;
  return <IncidentScreen key={incident.id} incident={incident} me={owner.id} />;
}

/** From what is open; what is over meanwhile is asked for once, so that a notice always opens its incident. */
function useIncident(id: string | undefined): Incident | 'asking' | undefined {
  const { incidents, over, at } = useStore(useOfficer().known.known);
  const byId = (all: readonly Incident[]) => all.find((one) => one.id === id);
  const known = byId(incidents);
  const [past, setPast] = useState<{ id: string; incident?: Incident; away?: boolean }>();
  const missing = id !== undefined && known === undefined;
  useEffect(() => {
    if (!missing) return;
    const asked = new AbortController();
    getJson<IncidentDetail>(incidentPath(id), asked.signal).then(
      ({ incident }) => setPast({ id, incident }),
      (error) => asked.signal.aborted || setPast((last) => ({ ...(isAway(error) && last), id, away: isAway(error) })),
    );
    return () => asked.abort();
    // asked again with each new list
  }, [id, missing, at]);
  const answer = past?.id === id ? past : undefined;
  // without a network what the phone keeps has to do
  const kept = !answer || answer.away ? byId(over) : undefined;
  return known ?? answer?.incident ?? kept ?? (answer || id === undefined ? undefined : 'asking');
}
const isAway = (error: unknown) => error instanceof RequestFailed && error.reason === 'unreachable';

function Gone() {
  const t = useWords();
  return (
    <Frame title={t.page} back={() => go(HOME, { replace: true })}>
      <p className="pad strong">{t.gone}</p>
    </Frame>
  );
}
