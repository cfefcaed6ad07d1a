import type { Source, SourceLimits } from '#hub/contracts';
import { judgeSample } from '#hub/water';
import { useState } from 'react';
import { useLang } from '../../i18n/lang.js';
import { Field, SelectField, TextField } from '../../ui/field.js';
import { Icon } from '../../ui/icon.js';
import { Severity } from '../../ui/severity.js';
import { figureProblem, readFigure } from '../data/read-figure.js';
import { useFormWords } from '../form/words.js';
import { useStandards } from './data.js';
import { judgedWords } from './numbers.js';
import { pointWords } from './point-words.js';
import { RecordForm } from './record-form.js';
import { useSourceWords } from './words.js';

/** What laboratories are asked for most. */
const USUAL = ['ph', 'bod5', 'cod', 'tss', 'nh4_n', 'coliform_total'];
/** How bad it is the hub says, when it has it; whether it is over, the form says at once. */
const OVER = { ratio: [{ severity: 'watch' }], distance: [{ severity: 'watch' }] } as const;

/** Values of a laboratory; each is held against its limit while it is typed. */
export function AddSample({ source, limits, onClose }: { source: Source; limits: SourceLimits; onClose(): void }) {
  const t = useSourceWords();
  const f = useFormWords();
  const lang = useLang();
  const parameters = useStandards().value?.parameters ?? {};
  const [shown, setShown] = useState<readonly string[]>(USUAL);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [laboratory, setLaboratory] = useState('');
  const [at, setAt] = useState('');
  const { id, points = [] } = source;
  const chosen = points.find(({ name }) => name === at);
  const point = chosen && { name: chosen.name, place: chosen.place };
  const filled = shown.flatMap((parameter) => {
    const text = typed[parameter]?.trim() ?? '';
    return text === '' ? [] : [{ parameter, value: readFigure(text) }];
  });
  const values = filled.flatMap(({ parameter, value }) => (value === undefined ? [] : [{ parameter, value }]));
  const off = filled.length === 0 ? t.form.noValues : values.length < filled.length ? t.form.notAllNumbers : undefined;
  const deed = (note: string) =>
    Promise.resolve({
      ...{ did: 'sampled' as const, values, ...(point && { point }) },
      ...(laboratory.trim() && { laboratory: laboratory.trim() }),
      ...(note && { note }),
    });
  return (
    <RecordForm id={id} title={t.addSample} off={off} deed={deed} onClose={onClose}>
      {points.length > 0 && (
        <SelectField label={t.form.point} value={at} onChange={(e) => setAt(e.target.value)}>
          <option value="">{t.form.atOutlet}</option>
          {points.map((one) => (
            <option key={one.name} value={one.name}>
              {pointWords(one, lang)}
            </option>
          ))}
        </SelectField>
      )}
      <TextField
        optional
        label={t.form.laboratory}
        value={laboratory}
        maxLength={160}
        onChange={(e) => setLaboratory(e.target.value)}
      />
      <fieldset className="sample-values">
        <legend>{t.form.values}</legend>
        {shown.map((parameter) => {
          const known = parameters[parameter];
          const text = typed[parameter] ?? '';
          const value = readFigure(text);
          const sampled = value !== undefined && { did: 'sampled' as const, values: [{ parameter, value }] };
          const [judged] = sampled ? judgeSample({ ...sampled, ...(point && { point }) }, limits.limits, OVER) : [];
          return (
            <Field
              key={parameter}
              label={t.form.value(known?.[lang] ?? parameter, known?.unit ?? '')}
              error={text.trim() === '' ? undefined : figureProblem(text, f)}
            >
              {(wired) => (
                <div className="sample-value">
                  <input
                    {...wired}
                    className="input"
                    inputMode="decimal"
                    autoComplete="off"
                    value={text}
                    onChange={(e) => setTyped({ ...typed, [parameter]: e.target.value })}
                  />
                  <span className={judged?.over ? 'sample-verdict over' : 'sample-verdict'} role="status">
                    {judged && (
                      <>
                        {judged.over ? <Icon name="alert" /> : <Severity kind={judged.unjudged ? 'stale' : 'normal'} />}
                        {judgedWords(judged, lang, t)}
                      </>
                    )}
                  </span>
                </div>
              )}
            </Field>
          );
        })}
      </fieldset>
      <SelectField
        label={t.form.addParameter}
        value=""
        onChange={(e) => e.target.value && setShown([...shown, e.target.value])}
      >
        <option value="">{t.form.choose}</option>
        {Object.entries(parameters)
          .filter(([parameter]) => !shown.includes(parameter))
          .map(([parameter, name]) => (
            <option key={parameter} value={parameter}>
              {name[lang]}
            </option>
          ))}
      </SelectField>
    </RecordForm>
  );
}
