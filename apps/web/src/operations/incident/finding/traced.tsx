import { type FindingCase, plotName, shareWords } from '#hub/contracts';
import { Facts } from '../../../admin/parts/facts.js';
import { hhmm } from '../../../format/clock.js';
import { useLang } from '../../../i18n/lang.js';
import { OwnerCall } from './owner-call.js';
import { Points } from './why.js';
import { useFindingWords } from './words.js';

/** Where a discharge may come from, whose fields it gets to, and which gates keep it out. */
export function Traced({ of: { sources, arrivals, plotsInAll, gates, detailed } }: { of: FindingCase }) {
  const t = useFindingWords();
  const lang = useLang();
  if (!detailed) return <p className="meta">{t.sourcesHidden}</p>;
  return (
    <section className="desk-part suspected-place" aria-label={t.sources}>
      <h2>{t.sources}</h2>
      {sources.length === 0 && <p className="meta">{t.noSources}</p>}
      <ol className="traced">
        {sources.map(({ source, name, share, minutes, reasons, owner }) => (
          <li key={source}>
            <details>
              <summary>
                <span>
                  {name}
                  <span className="meta num">{t.flows(Math.round(minutes))}</span>
                </span>
                <b className="num">{shareWords(share)}</b>
              </summary>
              {owner !== undefined && <p>{t.ownerOf(owner)}</p>}
              <ul className="why">
                {reasons.map((reason, i) => (
                  <Points key={`${i} ${reason.key}`} reason={reason} said={reason[lang]} />
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ol>
      {gates.length > 0 && (
        <>
          <h3>{t.gates}</h3>
          <Facts facts={gates.map(({ name, at, plots }) => [name, t.gateSays(hhmm(at), plots)])} />
        </>
      )}
      {arrivals.length > 0 && (
        <>
          <h3>{t.arrivals}</h3>
          <ul className="ranked">
            {arrivals.map(({ plot, ownName, at, estimated, owner }) => (
              <li key={plot}>
                <span>
                  {plotName({ id: plot, name: ownName }, lang)}
                  {owner && <OwnerCall owner={owner} />}
                </span>
                <span className="num">{estimated ? `${hhmm(at)}, ${t.estimated}` : hhmm(at)}</span>
              </li>
            ))}
          </ul>
          {plotsInAll > arrivals.length && <p className="meta">{t.moreArrivals(plotsInAll - arrivals.length)}</p>}
        </>
      )}
    </section>
  );
}
