import type { FindingCase, Incident } from '#hub/contracts';
import { useState } from 'react';
import { alertAge } from '../../format/age.js';
import { hhmm } from '../../format/clock.js';
import { formatWords } from '../../format/words.js';
import { useLang } from '../../i18n/lang.js';
import { farWords, metresBetween } from '../../incidents/distance.js';
import { isDone, isSettling, sentenceOf, titleOf } from '../../incidents/incident.js';
import { share } from '../../incidents/sharing/share.js';
import { shareCard } from '../../incidents/sharing/share-card.js';
import { shareText } from '../../incidents/sharing/share-text.js';
import { sharingWords } from '../../incidents/sharing/words.js';
import { useSmokeSourceWords } from '../../incidents/smoke-source-words.js';
import { incidentWords } from '../../incidents/words.js';
import { useStore } from '../../live/store.js';
import { DrillBand } from '../../ui/band.js';
import { Button } from '../../ui/button.js';
import { Icon } from '../../ui/icon.js';
import { Notice } from '../../ui/notice.js';
import { Severity } from '../../ui/severity.js';
import { go } from '../../ui/way.js';
import { useOfficer } from '../officer.js';
import type { DeedJob } from '../outbox/deed-job.js';
import { HOME, incidentHref } from '../paths.js';
import { type Standing, standingOf } from '../standing.js';
import { outcomeOf } from '../verdict-words.js';
import { useWords } from '../words.js';
import { AreaWay } from './area-way.js';
import { CasePart } from './case-part.js';
import { Dock } from './dock.js';
import { Frame } from './frame.js';
import { Picture } from './picture.js';
import { Queued } from './queued.js';
import { UndoDeed } from './undo.js';
import { useClock } from '../../phone/use-clock.js';
import { useCase } from './use-case.js';
import { useHere } from './use-place.js';

/** By motorbike on village roads, which are never straight. */
const METRES_A_MINUTE = 420;
const DETOUR = 1.3;

/** One incident: what is seen, what is wrong, how far it is, and the one thing to do next. */
export function IncidentScreen({ incident, me }: { incident: Incident; me: string }) {
  const t = useWords();
  const lang = useLang();
  const officer = useOfficer();
  const now = useClock(1000);
  const jobs = useStore(officer.jobs);
  const { devices } = useStore(officer.known.known);
  const own = jobs.filter((job) => job.incident === incident.id);
  const held = own.find(({ state, notBefore }) => state === 'queued' && (notBefore ?? 0) > now);
  const standing = standingOf(incident, jobs, me);
  const device = devices.find(({ id }) => id === incident.target);
  const sent = own.filter(({ state }) => state === 'sent').length;
  const found = useCase(incident, sent);
  const suspected = found?.finding.kind === 'burning' ? found.finding.where : undefined;
  const home = () => go(HOME, { replace: true });
  const refused = own.filter(({ state }) => state === 'refused').at(-1);
  return (
    <Frame
      title={titleOf(incident, lang)}
      over={incident.text.place}
      back={home}
      quiet
      className={`on-incident ${standing}`}
      dock={
        held ? (
          <UndoDeed job={held} />
        ) : (
          standing !== 'done' && <Dock {...{ incident, standing, me, suspected }} jobs={own} place={device} />
        )
      }
    >
      {incident.drill && <DrillBand />}
      {standing !== 'accepted-here' && <Picture incident={incident} of={found} now={now} />}
      <div className="pad incident-words">
        {refused && <Notice kind="watch" title={`${t.refused}: ${refused.message || t.deeds[refused.deed.do]}`} />}
        {/* that nobody at the centre knows comes before what is known here already */}
        {standing === 'accepted-here' && <Queued jobs={own} />}
        {standing === 'done' ? (
          <Outcome incident={incident} me={me} now={now} />
        ) : (
          <Head incident={incident} standing={standing} now={now} jobs={own} />
        )}
        <p className="say">{sentenceOf(incident, lang)}</p>
        <Distance place={device} />
        <AreaWay of={found} station={device} />
        {found && standing !== 'done' && <CasePart incident={incident} of={found} />}
        {standing !== 'accepted-here' && <Queued jobs={own} />}
        {standing === 'accepted-here' && <p className="meta">{t.offlineWhy}</p>}
        {found && <KeepOffer incident={incident} of={found} jobs={own} />}
        <ShareButton incident={incident} />
      </div>
    </Frame>
  );
}

function Head(props: { incident: Incident; standing: Standing; now: number; jobs: readonly DeedJob[] }) {
  const { incident, standing, now, jobs } = props;
  const t = useWords();
  const lang = useLang();
  const words = formatWords[lang];
  const { acknowledgement, assigned, severity } = incident;
  const age = now - incident.startedAt;
  if (standing === 'over')
    return (
      <p className="incident-head over">
        <Severity kind={severity} life="returned" />
        <b>{t.overAt(hhmm(incident.endedAt ?? incident.updatedAt))}</b>
      </p>
    );
  if (standing === 'free' || standing === 'accepted-here')
    return (
      <p className={`incident-head ${severity}`}>
        <Severity kind={severity} life={standing === 'free' ? 'active' : 'accepted'} />
        <b>{incidentWords[lang].severity[severity]}</b>
        <span className="meta">{age < 60_000 ? words.justNow : t.ago(alertAge(age, words))}</span>
      </p>
    );
  const at = acknowledgement?.at ?? jobs.find(({ deed }) => deed.do === 'acknowledge')?.doneAt;
  return (
    <p className="incident-head taken">
      <Icon name="check" />
      <b>
        {standing === 'theirs'
          ? t.theirs(acknowledgement?.by ?? '', hhmm(at ?? now))
          : standing === 'given'
            ? t.given(assigned?.by ?? '')
            : at !== undefined
              ? t.mine(hhmm(at))
              : t.known}
      </b>
      {standing === 'mine' && <span className="meta">{t.known}</span>}
    </p>
  );
}

/** What came of it: whoever had it reads who said so, and why. */
function Outcome({ incident, me, now }: { incident: Incident; me: string; now: number }) {
  const t = useWords();
  const lang = useLang();
  const { verdict } = incident;
  // what was sent a moment ago the hub has not told of yet
  const known = isDone(incident) || verdict !== undefined;
  return (
    <>
      <p className="incident-head taken">
        <Icon name={verdict?.kind === 'false' ? 'close' : 'check'} />
        <b>{known ? outcomeOf(incident, { me, now, t, lang }) : t.done}</b>
      </p>
      {verdict?.note && <q>{verdict.note}</q>}
      {isSettling(incident) && <p className="meta">{t.settles}</p>}
    </>
  );
}

/** Where it was a kiln and no fire, and its place is not kept yet. */
function KeepOffer({ incident, of, jobs }: { incident: Incident; of: FindingCase; jobs: readonly DeedJob[] }) {
  const t = useSmokeSourceWords();
  const kept = of.smokeSources.some(({ ofThis }) => ofThis) || jobs.some(({ deed }) => deed.do === 'smoke-source');
  if (incident.verdict?.cause !== 'fixed-source' || !of.detailed || kept) return null;
  return (
    <div className="share">
      <p className="meta">{t.offerWhy}</p>
      <Button icon="kiln" onClick={() => go(incidentHref(incident.id, 'keep'))}>
        {t.offer}
      </Button>
    </div>
  );
}

/** Sentence and picture for the village's own group. */
function ShareButton({ incident }: { incident: Incident }) {
  const lang = useLang();
  const words = sharingWords[lang];
  const { commune } = useStore(useOfficer().known.known);
  const [said, setSaid] = useState<string>();
  const send = async () => {
    const how = await share(shareText(incident, lang), await shareCard(incident, lang, commune));
    setSaid(how === 'copied' ? words.copied : how === 'failed' ? words.failed : undefined);
  };
  return (
    <div className="share">
      <Button icon="share" onClick={() => void send()}>
        {words.share}
      </Button>
      {said && <p className="meta">{said}</p>}
    </div>
  );
}

function Distance({ place }: { place: { lat?: number | undefined; lon?: number | undefined } | undefined }) {
  const t = useWords();
  const lang = useLang();
  const metres = metresBetween(useHere(), place);
  if (place?.lat === undefined) return <p className="meta">{t.noPlace}</p>;
  if (metres === undefined) return <p className="meta">{t.farUnknown}</p>;
  const minutes = Math.max(1, Math.round((metres * DETOUR) / METRES_A_MINUTE));
  return (
    <p className="far">
      <b className="num">{farWords(metres, lang)}</b>
      <span className="meta">{t.minutes(minutes)}</span>
    </p>
  );
}
