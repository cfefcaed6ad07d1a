import './incident.css';
import type { Alert, Device, Incident } from '#hub/contracts';
import { Suspense, useEffect } from 'react';
import { later } from '../../live/later.js';
import { askAgain, useAsk } from '../../admin/data/ask.js';
import { useDevices } from '../../admin/data/devices.js';
import { useLive } from '../../admin/data/hub.js';
import { NotAnswered } from '../../admin/parts/answered.js';
import { Waiting } from '../../admin/parts/waiting.js';
import { alertAge } from '../../format/age.js';
import { whenShort } from '../../format/clock.js';
import { formatWords } from '../../format/words.js';
import { useLang } from '../../i18n/lang.js';
import { incidentPath } from '../../incidents/deed.js';
import {
  beganAbout,
  type IncidentDetail,
  isDone,
  isFree,
  lifeOf,
  sentenceOf,
  titleOf,
} from '../../incidents/incident.js';
import { noticeReason } from '../../incidents/notice-reasons.js';
import { unreached } from '../../incidents/unreached.js';
import { incidentWords } from '../../incidents/words.js';
import { DrillBand } from '../../ui/band.js';
import { Notice } from '../../ui/notice.js';
import { Severity } from '../../ui/severity.js';
import { useWords } from '../words/use-words.js';
import { Actions } from './actions.js';
import type { DeedName, Offer } from './deeds.js';
import { Details } from './details.js';
import { Curves, hasCurves } from './finding/curves.js';
import { WaterCurves } from './finding/water-curves.js';
import { useCase, whereOf } from './finding/use-case.js';
import { Guidance } from './guidance.js';
import { Steps } from './steps.js';
import { Timeline } from './timeline.js';
import { Told } from './told.js';
import { useTold } from './use-told.js';

// charts and maps come when they are needed: the sentence is there before
const ReadingsChart = later(() => import('./readings-chart.js'));
const IncidentMap = later(() => import('./incident-map.js'));

const EVERY_MS = 15_000;
const NOBODY: readonly Device[] = [];
const NO_ALERTS: readonly Alert[] = [];

/** Of the queue's incident and the page's the newer: the socket is quicker, the page is there also of what is over. */
export function newerOf(queue: Incident | undefined, page: Incident | undefined): Incident | undefined {
  if (!queue || !page) return queue ?? page;
  return queue.revision >= page.revision ? queue : page;
}

export const useIncident = (id: string | undefined) => {
  const path = id === undefined ? undefined : incidentPath(id);
  const answer = useAsk<IncidentDetail>(path, EVERY_MS);
  const told = useTold(id);
  // what the socket tells of it is news for its timeline too
  const revision = useLive(({ incidents }) => (id === undefined ? undefined : incidents.get(id)?.revision));
  useEffect(() => {
    if (path) askAgain(path);
  }, [path, revision]);
  return { answer, told };
};
export type IncidentAnswer = ReturnType<typeof useIncident>;

/** Everything about one incident. */
export function IncidentPage(props: {
  incident: Incident | undefined;
  page: IncidentAnswer;
  now: number;
  offers: readonly Offer[];
  busy: DeedName | undefined;
  onChoose(deed: DeedName): void;
}) {
  const { incident, page, now, offers, busy, onChoose } = props;
  const t = useWords();
  const lang = useLang();
  const devices = useDevices().value?.devices ?? NOBODY;
  const { answer, told } = page;
  const detail = answer.value;
  const found = useCase(incident, detail?.alerts ?? NO_ALERTS);
  if (!incident)
    return (
      <main id="incident" className="incident" tabIndex={-1}>
        {answer.failed ? <NotAnswered error={answer.failed} /> : <Waiting />}
      </main>
    );
  const alerts = detail?.alerts ?? [];
  const targets = [...new Set([incident.target, ...alerts.map(({ target }) => target)])].join(' ');
  const advice = detail?.guidance?.[lang];
  const words = incidentWords[lang];
  const why = isFree(incident) && !isDone(incident) ? unreached(told, now) : undefined;
  return (
    <>
      <main id="incident" className="incident" tabIndex={-1} aria-labelledby="incident-title">
        {incident.drill && <DrillBand />}
        <header className={`incident-head ${incident.severity}`}>
          <Severity kind={incident.severity} life={isDone(incident) ? 'returned' : lifeOf(incident)} />
          <h1 id="incident-title">
            <span className="unseen">{words.severity[incident.severity]}: </span>
            {titleOf(incident, lang)}
          </h1>
          <p>{incident.text.place}</p>
          <p className="age">
            <b className="num">{alertAge((incident.endedAt ?? now) - incident.startedAt, formatWords[lang])}</b>{' '}
            <span className="num">
              {(beganAbout(incident) ? t.sinceAbout : t.since)(whenShort(incident.startedAt, now))}
            </span>
          </p>
        </header>
        <p className="sentence">{sentenceOf(incident, lang)}</p>
        <Steps incident={incident} now={now} {...(told?.escalation && { escalation: told.escalation })} />
        {why !== undefined && (
          <Notice kind="warning" title={t.unreached}>
            <p>{[why && t.unreachedWhy(noticeReason(why, lang)), t.unreachedDo].filter(Boolean).join(' ')}</p>
          </Notice>
        )}
        <Actions incident={incident} offers={offers} busy={busy} onChoose={onChoose} />
        <div className="incident-row seen">
          <Suspense fallback={<Waiting />}>
            {found?.finding.kind === 'burning' && hasCurves(found) ? (
              <Curves finding={found.finding} names={found.names} />
            ) : found?.finding.kind === 'discharge' ? (
              <WaterCurves finding={found.finding} name={found.names[found.finding.target] ?? incident.text.place} />
            ) : detail ? (
              <ReadingsChart incident={incident} alerts={alerts} devices={devices} now={now} />
            ) : (
              <Waiting />
            )}
            <IncidentMap incident={incident} devices={devices} targets={targets} where={whereOf(found)} />
          </Suspense>
        </div>
        <div className="incident-row">
          <Told told={told} incident={incident} />
          {detail ? (
            <Timeline
              key={incident.id}
              incident={incident.id}
              entries={detail.timeline}
              alerts={alerts}
              devices={devices}
              now={now}
            />
          ) : (
            <Waiting />
          )}
        </div>
        {advice && <Guidance incident={incident.id} advice={advice} />}
      </main>
      <Details incident={incident} alerts={alerts} devices={devices} found={found} />
    </>
  );
}
