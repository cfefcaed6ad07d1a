import './sources.css';
import { POINT_PLACES, type PointPlace, type SourcePoint } from '#hub/contracts';
import { type Lang, useLang } from '../../i18n/lang.js';
import { Button, IconButton } from '../../ui/button.js';
import { SelectField, TextField } from '../../ui/field.js';
import { Severity } from '../../ui/severity.js';
import type { RenderedField } from '../form/spec.js';
import { pointWords } from './point-words.js';
import { useSourceWords } from './words.js';

const MOST = 12;
type Devices = readonly { value: string; words: string }[];

/** Spots where the water of a source is looked at, beside the device at its outlet. */
export function PointsField({ value, error, onChange, devices }: RenderedField & { devices: Devices }) {
  const t = useSourceWords().points;
  const lang = useLang();
  const points = (value as readonly SourcePoint[] | null | undefined) ?? [];
  const put = (next: readonly SourcePoint[]) => onChange(next.length === 0 ? undefined : next);
  const change = (at: number, more: Partial<SourcePoint>) =>
    put(points.map((point, i) => (i === at ? { ...point, ...more } : point)));
  /** Where nothing is chosen, the point has no device. */
  const withDevice = (at: number, device: string) => {
    const { device: _, ...rest } = points[at]!;
    put(points.map((point, i) => (i === at ? { ...rest, ...(device && { device }) } : point)));
  };
  return (
    <fieldset className="source-points whole">
      <legend>{t.title}</legend>
      <p className="meta">{t.hint}</p>
      <ol>
        {points.map(({ name, place, device }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: points have no name of their own before somebody types one
          <li key={i}>
            <TextField
              label={t.name(i + 1)}
              value={name}
              maxLength={80}
              autoComplete="off"
              onChange={(e) => change(i, { name: e.target.value })}
            />
            <SelectField
              label={t.place}
              value={place}
              onChange={(e) => change(i, { place: e.target.value as PointPlace })}
            >
              {Object.entries(POINT_PLACES).map(([id, words]) => (
                <option key={id} value={id}>
                  {words[lang]}
                </option>
              ))}
            </SelectField>
            <SelectField optional label={t.device} value={device ?? ''} onChange={(e) => withDevice(i, e.target.value)}>
              <option value="">—</option>
              {devices.map(({ value: id, words }) => (
                <option key={id} value={id}>
                  {words}
                </option>
              ))}
            </SelectField>
            <IconButton icon="close" label={t.remove(i + 1)} onClick={() => put(points.filter((_, at) => at !== i))} />
          </li>
        ))}
      </ol>
      {points.length < MOST && (
        <Button icon="add" onClick={() => put([...points, { name: '', place: 'outlet' }])}>
          {t.add}
        </Button>
      )}
      {error && (
        <p className="error" role="alert">
          <Severity kind="warning" />
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** "Cầu Sỏi (nguồn tiếp nhận) · Trạm nước 2", one after another. */
export const pointsWords = (points: readonly SourcePoint[], devices: Devices, lang: Lang): string =>
  points
    .map((point) => {
      const device = devices.find(({ value }) => value === point.device)?.words ?? point.device;
      return [pointWords(point, lang), device].filter(Boolean).join(' · ');
    })
    .join('; ');
