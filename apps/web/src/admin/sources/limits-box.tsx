import {
  FLOW_CLASSES,
  RECEIVER_CLASSES,
  RECEIVERS,
  type Source,
  type SourceLimit,
  type SourceLimits,
} from '#hub/contracts';
import { useState } from 'react';
import { type Lang, useLang } from '../../i18n/lang.js';
import { mayEverywhere } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/notice.js';
import { ColumnEntry } from './column-entry.js';
import { useStandards } from './data.js';
import { boundsWords, plainFigure } from './numbers.js';
import { useSourceWords } from './words.js';
import type { SourceWords } from './words-vi.js';

/** What everybody asks for first; the others are a click away. */
const FIRST = ['ph', 'bod5', 'cod', 'tss', 'nh4_n', 'tn', 'tp', 'coliform_total'];

/** Limits of a source, what each is made of, and how sure that is. */
export function SourceLimitsBox({ source, limits: known }: { source: Source; limits: SourceLimits }) {
  const t = useSourceWords();
  const lang = useLang();
  const [entering, setEntering] = useState(false);
  const mayEnter = mayEverywhere(useMe(), 'registry.write');
  const { standard, column, name, label, limits, refused } = known;
  const parameters = useStandards().value?.parameters ?? {};
  const first = limits.filter(({ parameter }) => FIRST.includes(parameter));
  const others = limits.filter(({ parameter }) => !FIRST.includes(parameter));
  const empty = refused.some(({ reason }) => reason === 'not-entered');
  const entered = limits.some(({ evidence }) => evidence.includes('entered'));
  return (
    <section className="source-limits" aria-label={t.limits}>
      <h3>{t.limits}</h3>
      {name && column && (
        <p>
          {t.configured(name[lang], column)}
          {label && ` (${label[lang]})`}
        </p>
      )}
      {refused.map(({ reason, parameters: of }) => (
        <Notice
          key={reason}
          kind="info"
          title={
            of.length === 0
              ? (t.refused[reason] ?? reason)
              : t.refusedFor(t.refused[reason] ?? reason, of.map((p) => parameters[p]?.[lang] ?? p).join(', '))
          }
        />
      ))}
      {mayEnter && standard !== undefined && column !== undefined && (empty || entered) && (
        <Button icon="edit" onClick={() => setEntering(true)}>
          {entered ? t.editColumn(column) : t.enterColumn(column)}
        </Button>
      )}
      {limits.length > 0 && (
        <>
          <Lines limits={first.length > 0 ? first : others} lang={lang} t={t} />
          {first.length > 0 && others.length > 0 && (
            <details>
              <summary>{t.others(others.length)}</summary>
              <Lines limits={others} lang={lang} t={t} />
            </details>
          )}
          <p className="meta">{originWords(source, limits, lang, t)}</p>
          <p className="meta">{t.noLaw}</p>
        </>
      )}
      {entering && standard !== undefined && column !== undefined && (
        <ColumnEntry standard={standard} column={column} onClose={() => setEntering(false)} />
      )}
    </section>
  );
}

function Lines({ limits, lang, t }: { limits: readonly SourceLimit[]; lang: Lang; t: SourceWords }) {
  return (
    <ul className="limit-lines">
      {limits.map((limit) => (
        <li key={limit.parameter}>
          <span>{limit.name[lang]}</span>
          <b className="num">{boundsWords(limit, limit.unit, lang, t)}</b>
          <span className="meta">{madeOf(limit, lang, t)}</span>
        </li>
      ))}
    </ul>
  );
}

/** "75 × Kq 0,9 × Kf 1,2 · chưa đối chiếu văn bản": as sure as its least sure part. */
function madeOf({ base, factors, evidence }: SourceLimit, lang: Lang, t: SourceWords): string {
  const { kq, kf, k } = factors;
  const words = [
    kq !== undefined && t.kq(plainFigure(kq, lang)),
    kf !== undefined && t.kf(plainFigure(kf, lang)),
    k !== undefined && t.k(plainFigure(k, lang)),
  ].filter((one) => one !== false);
  const product =
    words.length === 0 ? t.noFactor : t.times(plainFigure(base.max ?? base.min ?? 0, lang), words.join(' × '));
  const least = SURENESS.find((grade) => evidence.includes(grade)) ?? evidence[0] ?? '';
  return [product, t.evidence[least] ?? least].filter(Boolean).join(' · ');
}
const SURENESS = ['memory-medium', 'memory-high', 'secondary', 'entered', 'verified'];

/** Where the cells and the factors come from. */
function originWords(source: Source, limits: readonly SourceLimit[], lang: Lang, t: SourceWords): string {
  const cells = [...new Set(limits.map((limit) => limit.source))].join('; ');
  const with_ = (factor: 'kq' | 'kf') => limits.some(({ factors }) => factors[factor] !== undefined);
  const receiver = RECEIVERS[source.receiver ?? 'canal'][lang].toLowerCase();
  const { receiverSize, receiverClass, flowM3Day, flowClass } = source;
  const size =
    receiverSize !== undefined
      ? ` (${plainFigure(receiverSize, lang)})`
      : receiverClass
        ? ` (${RECEIVER_CLASSES[receiverClass][lang]})`
        : '';
  return [
    t.cells(cells),
    with_('kq') && t.fromKq(receiver + size),
    with_('kf') && flowM3Day !== undefined && t.fromKf(plainFigure(flowM3Day, lang)),
    with_('kf') && flowM3Day === undefined && flowClass && t.flowClass(FLOW_CLASSES[flowClass][lang].toLowerCase()),
  ]
    .filter(Boolean)
    .join(' · ');
}
