import { useEffect, useState } from 'react';
import { alertAge } from '../../format/age.js';
import { hhmm } from '../../format/clock.js';
import { formatWords } from '../../format/words.js';
import { useLang } from '../../i18n/lang.js';
import { titleOf } from '../../incidents/incident.js';
import { incidentWords } from '../../incidents/words.js';
import { useStore } from '../../live/store.js';
import { keepForGood } from '../../phone/storage/keep-for-good.js';
import { ButtonLink } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { Severity } from '../../ui/severity.js';
import { Way } from '../../ui/way.js';
import { callHref } from '../../phone/call-href.js';
import { useOfficer } from '../officer.js';
import { incidentHref } from '../paths.js';
import { type PushState, pushState } from '../push/push.js';
import { minesOf, standingOf } from '../standing.js';
import { useWords } from '../words.js';
import { Bell, TestBell } from './bell.js';
import { Frame } from './frame.js';
import { NightField } from './night-field.js';
import { useClock } from '../../phone/use-clock.js';

/** What there is to do; without anything, that the phone is ready. */
export function HomeScreen({ me }: { me: { id: string; name: string } }) {
  const t = useWords();
  const officer = useOfficer();
  const { incidents, support } = useStore(officer.known.known);
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
      <Bell state={push} onState={setPush} />
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

function Row({ incident, me }: { incident: ReturnType<typeof minesOf>[number]; me: string }) {
  const t = useWords();
  const lang = useLang();
  const now = useClock(30_000);
  const jobs = useStore(useOfficer().jobs);
  const standing = standingOf(incident, jobs, me);
  const has = {
    free: t.nobody,
    over: t.overAt(hhmm(incident.endedAt ?? incident.updatedAt)),
    'accepted-here': t.notThere,
    mine: incident.acknowledgement ? t.mine(hhmm(incident.acknowledgement.at)) : t.known,
    given: t.yours,
    theirs: incident.acknowledgement ? t.theirs(incident.acknowledgement.by, hhmm(incident.acknowledgement.at)) : '',
    done: t.done,
  }[standing];
  return (
    <li>
      <Way href={incidentHref(incident.id)} className={`incident-row ${standing} ${incident.severity}`}>
        <Severity
          kind={incident.severity}
          life={standing === 'free' ? 'active' : standing === 'over' ? 'returned' : 'accepted'}
        />
        <span>
          <b>
            <span className="unseen">{incidentWords[lang].severity[incident.severity]}: </span>
            {titleOf(incident, lang)}
          </b>
          <small>{[incident.drill && t.drill, incident.text.place].filter(Boolean).join(' · ')}</small>
          <small className="has">
            {alertAge(now - incident.startedAt, formatWords[lang])} · {has}
          </small>
        </span>
        <Icon name="next" />
      </Way>
    </li>
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
