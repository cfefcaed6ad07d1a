import { type Metric, METRICS } from '#hub/contracts';
import { figure, isSwitch, withUnit } from '../../format/figures.js';
import { type Lang, useLang } from '../../i18n/lang.js';
import { Severity } from '../../ui/severity.js';
import type { Preview } from './map-draft.js';
import { useLetterWords } from './words.js';

/** The value that a line of the map makes of this packet, in the hub's unit. */
export function PreviewWords({ metric, preview }: { metric: Metric; preview: Preview }) {
  const t = useLetterWords();
  const lang = useLang();
  if (preview.is === 'value')
    return (
      <span className="preview">
        <b className="num">{inFull(metric, preview.value, lang)}</b>
        {preview.suspect && (
          <span className="preview-wrong">
            <Severity kind="watch" />
            {t.suspect}
          </span>
        )}
      </span>
    );
  const why = { fault: t.fault, 'no-number': t.noNumber, absent: t.absent }[preview.is];
  return (
    <span className="preview">
      <b>—</b>
      <span className={preview.is === 'absent' ? 'meta' : 'preview-wrong'}>
        {preview.is !== 'absent' && <Severity kind="watch" />}
        {why}
      </span>
    </span>
  );
}

/** Two places more than people read a measurement with: a wrong factor shows there. */
function inFull(metric: Metric, value: number, lang: Lang): string {
  if (isSwitch(metric)) return withUnit(metric, value, lang);
  const { decimals, unit } = METRICS[metric];
  let places = decimals + 2;
  while (places > decimals && value.toFixed(places).endsWith('0')) places--;
  return `${figure(value, places, lang)} ${unit}`.trim();
}
