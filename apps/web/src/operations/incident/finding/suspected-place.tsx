import {
  type FindingCase,
  type FindingOf,
  type Incident,
  keptSince,
  plotName,
  shareWords,
  SMOKE_SOURCE_TYPES,
} from '#hub/contracts';
import { Facts } from '../../../admin/parts/facts.js';
import { hhmm } from '../../../format/clock.js';
import { figure } from '../../../format/figures.js';
import { useLang } from '../../../i18n/lang.js';
import { farWords } from '../../../incidents/distance.js';
import { useSmokeSourceWords } from '../../../incidents/smoke-source-words.js';
import { KeepSource } from './keep-source.js';
import { OwnerCall } from './owner-call.js';
import { useFindingWords } from './words.js';

/** Where a fire may be: how wide, near to what, which plots and cameras. */
export function SuspectedPlace(props: { incident: Incident; of: FindingCase; finding: FindingOf<'burning'> }) {
  const { incident, of, finding } = props;
  const t = useFindingWords();
  const lang = useLang();
  const { where } = finding;
  const since = keptSince(finding);
  return (
    <section className="desk-part suspected-place" aria-label={t.place}>
      <h2>{t.place}</h2>
      {where ? (
        <>
          <Facts
            facts={[
              [t.wide, t.wideOf(figure(where.km2, 2, lang))],
              ...(since === undefined ? [] : [[t.ofTime, hhmm(since)] as const]),
              ...of.zones.map((zone) => zoneFact(zone)),
            ]}
          />
          <p className="meta" title={of.zonesSource[lang]}>
            {t.zonesHint}
          </p>
          <Plots of={of} />
          <h3>{t.cameras}</h3>
          {of.cameras.length === 0 ? (
            <p className="meta">{t.noCameras}</p>
          ) : (
            <Facts facts={of.cameras.map(({ name, metres }) => [name, farWords(metres, lang)])} />
          )}
        </>
      ) : (
        <p>{t.noArea}</p>
      )}
      <SmokeSources of={of} />
      <KeepSource incident={incident} of={of} />
    </section>
  );

  function zoneFact({ [lang]: name, state, metres, withinM }: FindingCase['zones'][number]): readonly [string, string] {
    if (state === 'unmapped') return [t.near(name), t.unmapped];
    return [t.near(name), `${t.metres(figure(metres ?? 0, 0, lang))}, ${t[state](withinM)}`];
  }
}

function SmokeSources({ of: { smokeSources } }: { of: FindingCase }) {
  const t = useSmokeSourceWords();
  const lang = useLang();
  if (smokeSources.length === 0) return null;
  return (
    <>
      <h3>{t.known}</h3>
      <Facts
        facts={smokeSources.map(({ name, type, metres }) => [
          name,
          `${SMOKE_SOURCE_TYPES[type][lang]} · ${farWords(metres, lang)}`,
        ])}
      />
    </>
  );
}

function Plots({ of: { plots, plotsInAll, outside = 0, detailed } }: { of: FindingCase }) {
  const t = useFindingWords();
  const lang = useLang();
  return (
    <>
      <h3>{t.plots}</h3>
      {!detailed && <p className="meta">{t.plotsHidden}</p>}
      {detailed && plots.length === 0 && <p className="meta">{t.noPlots}</p>}
      {plots.length > 0 && (
        <ol className="ranked">
          {plots.map(({ plot, ownName, owner, stage, share }) => (
            <li key={plot}>
              <span>
                {plotName({ id: plot, name: ownName }, lang)}
                <span className="meta"> · {t.stages[stage]}</span>
                {owner && <OwnerCall owner={owner} />}
              </span>
              <b className="num">{shareWords(share)}</b>
            </li>
          ))}
        </ol>
      )}
      {detailed && outside > 0 && <p className="meta">{t.outside(shareWords(outside))}</p>}
      {detailed && plotsInAll > plots.length && <p className="meta">{t.morePlots(plotsInAll - plots.length)}</p>}
    </>
  );
}
