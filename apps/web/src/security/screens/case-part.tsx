import { type CaseOwner, type FindingCase, type Incident, plotName, shareWords } from '#hub/contracts';
import type { ReactNode } from 'react';
import { hhmm } from '../../format/clock.js';
import { useLang } from '../../i18n/lang.js';
import { farWords } from '../../incidents/distance.js';
import { incidentPath } from '../../incidents/deed.js';
import { callHref } from '../../phone/call-href.js';
import { ButtonLink } from '../../ui/button.js';
import { useWords } from '../words.js';

/** What fits a screen of a phone; the file has them all. */
const MOST = 5;

/** Whose fields or pipes it may be, and whom to call: of the case that is this person's. */
export function CasePart({ incident, of }: { incident: Incident; of: FindingCase }) {
  const t = useWords();
  const lang = useLang();
  const { plots, outside = 0, sources, arrivals, gates, detailed } = of;
  const zones = of.zones.filter(({ state }) => state === 'touched');
  if (!detailed) return null;
  const isCalled = [...plots, ...arrivals].some(({ owner }) => owner !== undefined);
  return (
    <>
      <Ranked title={t.plots}>
        {plots.slice(0, MOST).map(({ plot, ownName, stage, share, owner }) => (
          <Line
            key={plot}
            title={plotName({ id: plot, name: ownName }, lang)}
            more={`${shareWords(share)} · ${t.stages[stage]}`}
            owner={owner}
          />
        ))}
      </Ranked>
      {outside > 0 && <p className="meta">{t.outside(shareWords(outside))}</p>}
      <Ranked title={t.zones}>
        {zones.map(({ zone, [lang]: name, withinM, metres = 0 }) => (
          <Line key={zone} title={name} more={t.zone(withinM, metres < 1 ? t.zoneInside : farWords(metres, lang))} />
        ))}
      </Ranked>
      {zones.length > 0 && <p className="meta">{t.zonesHint}</p>}
      <Ranked title={t.sources}>
        {sources.slice(0, MOST).map(({ source, name, share, owner }) => (
          <Line key={source} title={name} more={[shareWords(share), owner].filter(Boolean).join(' · ')} />
        ))}
      </Ranked>
      <Ranked title={t.gates}>
        {gates.map(({ structure, name, at, plots: kept }) => (
          <Line key={structure} title={name} more={t.gateBefore(hhmm(at), kept)} />
        ))}
      </Ranked>
      <Ranked title={t.arrivals}>
        {arrivals.slice(0, MOST).map(({ plot, ownName, at, owner }) => (
          <Line
            key={plot}
            title={plotName({ id: plot, name: ownName }, lang)}
            more={t.arrives(hhmm(at))}
            owner={owner}
          />
        ))}
      </Ranked>
      {isCalled && <p className="meta">{t.caseOnly}</p>}
      <div className="share">
        <ButtonLink icon="download" href={`${incidentPath(incident.id)}/case.pdf?lang=${lang}`} target="_blank">
          {t.file}
        </ButtonLink>
      </div>
    </>
  );
}

function Ranked({ title, children }: { title: string; children: ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <section className="case-part" aria-label={title}>
      <h2>{title}</h2>
      <ol>{children}</ol>
    </section>
  );
}

function Line(props: { title: string; more: string; owner?: CaseOwner | undefined }) {
  const { title, more, owner } = props;
  const t = useWords();
  const call = callHref(owner?.phone);
  return (
    <li>
      <span>
        <b>{title}</b>
        <small className="num">{more}</small>
        {owner && <span>{owner.name}</span>}
      </span>
      {owner && call && (
        <ButtonLink icon="call" href={call}>
          <span className="unseen">{t.callTo(owner.name)}: </span>
          <span className="num">{owner.phone}</span>
        </ButtonLink>
      )}
    </li>
  );
}
