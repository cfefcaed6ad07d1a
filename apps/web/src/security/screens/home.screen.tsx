import type { Incident } from '#hub/contracts';
import { useEffect, useState } from 'react';
import { alertAge } from '../../format/age.js';
import { hhmm } from '../../format/clock.js';
import { formatWords } from '../../format/words.js';
import { useLang } from '../../i18n/lang.js';
import { isSettling, titleOf } from '../../incidents/incident.js';
import { useSmokeReportWords } from '../../incidents/smoke-report-words.js';
import { incidentWords } from '../../incidents/words.js';
import { useStore } from '../../live/store.js';
import { keepForGood } from '../../phone/storage/keep-for-good.js';
import { ButtonLink } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { Severity } from '../../ui/severity.js';
import { Way } from '../../ui/way.js';
import { callHref } from '../../phone/call-href.js';
import { useOfficer } from '../officer.js';
import { incidentHref, REPORT } from '../paths.js';
import { type PushState, pushState } from '../push/push.js';
import { doneOf, minesOf, standingOf } from '../standing.js';
import { outcomeOf, waitsFor } from '../verdict-words.js';
import { useWords } from '../words.js';
import { Bell, TestBell } from './bell.js';
import { Frame } from './frame.js';
import { NightField } from './night-field.js';
import { useClock } from '../../phone/use-clock.js';

/** What was done today is told of so far back as somebody looks. */
const MOST_DONE = 5;

/** What there is to do; without anything, that the phone is ready. */
export function HomeScreen({ me }: { me: { id: string; name: string } }) {
  const t = useWords();
  const report = useSmokeReportWords();
  const officer = useOfficer();
  const { incidents, over, support } = useStore(officer.known.known);
  const now = useClock(60_000);
  const line = useStore(officer.known.line);
  const jobs = useStore(officer.jobs);
  const mine = minesOf(incidents, jobs, me.id);
  const call = callHref(support);
  const [push, setPush] = useState<PushState>();
  useEffect(() => void pushState().then(setPush), []);
  const rings = push === 'on';
  useEffect(() => void keepForGood(), []);
  return (
    <Frame
      title={t.page}
      over={me.name}
      dock={
        mine.length === 0 && (
          <div className={call && rings ? 'pair' : undefined}>
            {rings && <TestBell />}
            {call && (
              <ButtonLink wide icon="call" href={call}>
                {rings ? t.callShort : t.call}
              </ButtonLink>
            )}
          </div>
        )
      }
    >
      {mine.length > 0 ? (
        <>
          <ul className="my-incidents">
            {mine.map((incident) => (
              <Row key={incident.id} incident={incident} me={me.id} />
            ))}
          </ul>
          <div className="pad push">
            <Rang />
          </div>
        </>
      ) : (
        <Nothing />
      )}
      <Done incidents={doneOf({ incidents, over }, jobs, me.id, now)} me={me.id} now={now} />
      <Bell state={push} onState={setPush} />
      {line !== 'lost' && (
        <Way className="pad account-way" href={REPORT}>
          <Icon name="note" />
          {report.title}
          <Icon name="next" />
        </Way>
      )}
      {line !== 'lost' && (
        <a className="pad account-way" href="/account">
          <Icon name="account" />
          {t.account}
          <Icon name="next" />
        </a>
      )}
    </Frame>
  );
}

function Row({ incident, me }: { incident: Incident; me: string }) {
  const t = useWords();
  const lang = useLang();
  const now = useClock(30_000);
  const jobs = useStore(useOfficer().jobs);
  const standing = standingOf(incident, jobs, me);
  const { acknowledgement, assigned } = incident;
  const taken = acknowledgement ? t.theirs(acknowledgement.by, hhmm(acknowledgement.at)) : '';
  const has = {
    free: waitsFor(incident, me, t),
    over: t.overAt(hhmm(incident.endedAt ?? incident.updatedAt)),
    'accepted-here': t.notThere,
    mine: acknowledgement ? t.mine(hhmm(acknowledgement.at)) : t.known,
    given: taken,
    theirs: taken,
    done: t.done,
  }[standing];
  return (
    <li>
      <Way href={incidentHref(incident.id)} className={`incident-row ${standing} ${incident.severity}`}>
        <Severity
          kind={incident.severity}
          life={standing === 'free' ? 'active' : standing === 'over' ? 'returned' : 'accepted'}
        />
        <Told
          incident={incident}
          severity={incidentWords[lang].severity[incident.severity]}
          has={[assigned?.to === me && t.yours, alertAge(now - incident.startedAt, formatWords[lang]), has]}
        />
      </Way>
    </li>
  );
}

/** What an incident's line says: its title, its place, and how it stands. */
function Told({
  incident,
  severity,
  has,
}: {
  incident: Incident;
  severity?: string;
  has: readonly (string | false)[];
}) {
  const t = useWords();
  const lang = useLang();
  return (
    <>
      <span>
        <b>
          {severity && <span className="unseen">{severity}: </span>}
          {titleOf(incident, lang)}
        </b>
        <small>{[incident.drill && t.drill, incident.text.place].filter(Boolean).join(' · ')}</small>
        <small className="has">{has.filter(Boolean).join(' · ')}</small>
      </span>
      <Icon name="next" />
    </>
  );
}

/** What was this person's and is done: what came of it, and by whom. */
function Done({ incidents, me, now }: { incidents: readonly Incident[]; me: string; now: number }) {
  const t = useWords();
  const lang = useLang();
  if (incidents.length === 0) return null;
  return (
    <section className="my-done" aria-labelledby="done-title">
      <h2 id="done-title" className="pad">
        {t.doneTitle}
      </h2>
      <ul className="my-incidents">
        {incidents.slice(0, MOST_DONE).map((incident) => (
          <li key={incident.id}>
            <Way href={incidentHref(incident.id)} className="incident-row done">
              <Icon name={incident.verdict?.kind === 'false' ? 'close' : 'check'} />
              <Told
                incident={incident}
                has={[outcomeOf(incident, { me, now, t, lang }), isSettling(incident) && t.settlesShort]}
              />
            </Way>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** That a test bell rang here, and when. */
function Rang() {
  const t = useWords();
  const bell = useStore(useOfficer().known.bell);
  if (bell === undefined) return null;
  return (
    <p className="said ok">
      {t.bell(hhmm(bell))}
      <Icon name="check" />
    </p>
  );
}

function Nothing() {
  const t = useWords();
  const { known } = useOfficer();
  const { at } = useStore(known.known);
  return (
    <>
      <NightField />
      <div className="pad nothing">
        <p className="verdict">{t.none}</p>
        <Rang />
        <p className="meta">{at === 0 ? t.neverAsked : t.askedAt(hhmm(at))}</p>
      </div>
    </>
  );
}
