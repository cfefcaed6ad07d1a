import type { Device, Incident, SuspectedArea } from '#hub/contracts';
import { useStore } from '../../live/store.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { go } from '../../ui/way.js';
import { callHref } from '../../phone/call-href.js';
import { useOfficer } from '../officer.js';
import type { DeedJob } from '../outbox/deed-job.js';
import { incidentHref, routeHref } from '../paths.js';
import type { Standing } from '../standing.js';
import { waitsFor } from '../verdict-words.js';
import { useWords } from '../words.js';

/** All that can be done, where the thumb is. One button is filled: the next thing to do. */
export function Dock(props: {
  incident: Incident;
  standing: Standing;
  jobs: readonly DeedJob[];
  me: string;
  place: Pick<Device, 'lat' | 'lon'> | undefined;
  /** Where it may burn: the box that smelt it stands elsewhere. */
  suspected: SuspectedArea | undefined;
}) {
  const { incident, standing, jobs, me, place, suspected } = props;
  const { assigned } = incident;
  const t = useWords();
  const officer = useOfficer();
  const { support } = useStore(officer.known.known);
  const call = callHref(support);
  if (standing === 'free')
    return (
      <>
        <p className="meta who">
          {[assigned?.to === me && t.given(assigned.by), waitsFor(incident, me, t)].filter(Boolean).join(' · ')}
        </p>
        <Button kind="go" wide icon="check" onClick={() => void officer.act(incident.id, { do: 'acknowledge' })}>
          {t.acknowledge}
        </Button>
      </>
    );
  const alone = standing === 'accepted-here';
  const over = standing === 'over';
  const asked = jobs.some(
    ({ deed, state }) => deed.do === 'comment' && deed.note === t.supportNote && state !== 'refused',
  );
  const [lon, lat] = suspected?.best ?? [place?.lon, place?.lat];
  const route = lat !== undefined && lon !== undefined && { lat, lon };
  const way = route && (
    <ButtonLink
      kind={alone || over ? 'line' : 'go'}
      wide
      icon="route"
      href={routeHref(route, navigator.userAgent)}
      target="_blank"
      rel="noreferrer"
    >
      {suspected ? t.routeToArea : t.route}
    </ButtonLink>
  );
  const help =
    asked && call && !alone ? (
      <ButtonLink wide icon="call" href={call}>
        {t.call}
      </ButtonLink>
    ) : (
      <Button
        wide
        icon="give"
        waiting={asked}
        aria-disabled={asked || undefined}
        onClick={() => void officer.act(incident.id, { do: 'comment', note: t.supportNote })}
      >
        {asked ? t.supportTold : t.support}
      </Button>
    );
  const note = (
    <Button wide icon="camera" onClick={() => go(incidentHref(incident.id, 'note'))}>
      {t.note}
    </Button>
  );
  return (
    <>
      {alone &&
        (call ? (
          <ButtonLink kind="go" wide icon="call" href={call}>
            {t.call}
          </ButtonLink>
        ) : (
          <p className="meta who">{t.noNumber}</p>
        ))}
      {!alone && way}
      <div className="pair">
        {alone && way}
        {help}
        {!(alone && way) && note}
      </div>
      <div className="pair">
        <Button icon="close" onClick={() => go(incidentHref(incident.id, 'false'))}>
          {t.false}
        </Button>
        <Button
          kind={over ? 'go' : 'line'}
          icon="check"
          onClick={() => void officer.actUnlessTakenBack(incident.id, { do: 'resolve' })}
        >
          {t.resolve}
        </Button>
      </div>
      {alone && way && note}
    </>
  );
}
