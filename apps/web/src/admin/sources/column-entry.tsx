import type { ShownWaterColumn, ShownWaterStandards, WaterColumnInput } from '#hub/contracts';
import { useState } from 'react';
import { useLang } from '../../i18n/lang.js';
import { sendJson } from '../../live/rest.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextField } from '../../ui/field.js';
import { say } from '../../ui/toast.js';
import { useAsk } from '../data/ask.js';
import { figureProblem, readFigure } from '../data/read-figure.js';
import { useFormWords } from '../form/words.js';
import { useSend } from '../data/send.js';
import { Answered } from '../parts/answered.js';
import { Failed } from '../parts/failed.js';
import { STANDARDS, sourcesChanged, useStandards } from './data.js';
import { plainFigure } from './numbers.js';
import { useSourceWords } from './words.js';

type Bound = 'min' | 'max';
interface Asked {
  standard: string;
  column: string;
  onClose(): void;
}

/** An administrator types in what the release could not bring, from the text of the standard. */
export function ColumnEntry(props: Asked) {
  const { standard, column, onClose } = props;
  const t = useSourceWords();
  const path = `${STANDARDS}/${encodeURIComponent(standard)}/${encodeURIComponent(column)}`;
  const answer = useAsk<ShownWaterColumn>(path);
  const { parameters } = useStandards().value ?? {};
  if (answer.value && parameters) return <Opened {...props} path={path} known={answer.value} parameters={parameters} />;
  return (
    <Dialog title={t.column.title(standard, column)} onClose={onClose}>
      <Answered answer={answer}>{() => null}</Answered>
    </Dialog>
  );
}

function Opened(
  props: Asked & { path: string; known: ShownWaterColumn; parameters: ShownWaterStandards['parameters'] },
) {
  const { standard, column, path, known, parameters, onClose } = props;
  const t = useSourceWords();
  const f = useFormWords();
  const lang = useLang();
  // what was looked at when the dialog opened: somebody else's change in between is said, not gone over
  const [{ version, limits: before }] = useState(known);
  const [source, setSource] = useState(known.source ?? '');
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(
      Object.entries(before).flatMap(([parameter, { min, max }]) => [
        ...(min === undefined ? [] : [[`${parameter} min`, plainFigure(min, 'vi')]]),
        ...(max === undefined ? [] : [[`${parameter} max`, plainFigure(max, 'vi')]]),
      ]),
    ),
  );
  const sending = useSend();
  const boundOf = (parameter: string, bound: Bound) => typed[`${parameter} ${bound}`]?.trim() ?? '';
  const limits: WaterColumnInput['limits'] = Object.fromEntries(
    Object.keys(parameters).flatMap((parameter): [string, WaterColumnInput['limits'][string]][] => {
      const [min, max] = [readFigure(boundOf(parameter, 'min')), readFigure(boundOf(parameter, 'max'))];
      const byFlow = before[parameter]?.byFlow;
      if (min === undefined && max === undefined) return byFlow ? [[parameter, { byFlow }]] : [];
      return [[parameter, { ...(min !== undefined && { min }), ...(max !== undefined && { max }) }]];
    }),
  );
  const wrong = Object.values(typed).find((text) => text.trim() !== '' && readFigure(text) === undefined);
  const off = wrong
    ? `“${wrong.trim()}” ${figureProblem(wrong, f)}`
    : source.trim().length < 5
      ? t.column.needSource
      : Object.keys(limits).length === 0
        ? t.column.needLimits
        : false;
  const save = () =>
    sending.run(async () => {
      await sendJson('PUT', path, { version, source: source.trim(), limits });
      sourcesChanged();
      say(t.column.saved);
      onClose();
    });
  return (
    <Dialog
      wide
      title={t.column.title(standard, column)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.form.cancel}</Button>
          <Button kind="go" icon="check" busy={sending.busy && t.form.saving} off={off} onClick={() => void save()}>
            {t.form.save}
          </Button>
        </>
      }
    >
      <div className="form source-form">
        <p>{t.column.why}</p>
        <p className="meta">{t.column.flows}</p>
        <TextField
          label={t.column.source}
          hint={t.column.sourceHint}
          value={source}
          maxLength={400}
          onChange={(e) => setSource(e.target.value)}
        />
        <table className="column-entry">
          <thead>
            <tr>
              <th scope="col">{t.column.parameter}</th>
              <th scope="col">{t.column.from}</th>
              <th scope="col">{t.column.to}</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(parameters).map(([parameter, name]) => (
              <tr key={parameter}>
                <th scope="row">{t.form.value(name[lang], name.unit)}</th>
                {(['min', 'max'] as const).map((bound) => (
                  <td key={bound}>
                    <input
                      className="input"
                      inputMode="decimal"
                      autoComplete="off"
                      aria-label={t.column[bound](name[lang])}
                      value={typed[`${parameter} ${bound}`] ?? ''}
                      onChange={(e) => setTyped({ ...typed, [`${parameter} ${bound}`]: e.target.value })}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Failed error={sending.failed} />
    </Dialog>
  );
}
