import { CROPS, type Device, type LatestOfDevice, type Plot, plotName } from '#hub/contracts';
import { useState } from 'react';
import { ageWords } from '../format/age.js';
import { newestWords } from '../format/figures.js';
import { areaWords } from '../format/measures.js';
import { formatWords } from '../format/words.js';
import { useLang } from '../i18n/lang.js';
import { sendJson } from '../live/rest.js';
import { may } from '../session/me.js';
import { refusalWords } from '../session/refusal-words.js';
import { useMe } from '../session/use-me.js';
import { Button } from '../ui/button.js';
import { TextField } from '../ui/field.js';
import { say } from '../ui/toast.js';
import { type Mine as Own, placeOf } from './use-mine.js';
import { useWords } from './words.js';

/** Somebody's own plots, and what is measured there. */
export function Mine({ mine, onChanged }: { mine: Own; onChanged(): void }) {
  const t = useWords();
  return (
    <>
      {mine.plots.length > 0 && (
        <section>
          <h2>{t.plots}</h2>
          <ul className="own">
            {mine.plots.map((plot) => (
              <li key={plot.id}>
                <OwnPlot
                  plot={plot}
                  units={mine.areaUnits}
                  block={plot.block && mine.nameOf({ kind: 'block', id: plot.block })}
                  onChanged={onChanged}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      {mine.devices.length > 0 && (
        <section>
          <h2>{t.measured}</h2>
          <ul className="own">
            {mine.devices.map((device) => (
              <li key={device.id}>
                <Station device={device} values={mine.latest.get(device.id) ?? {}} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function OwnPlot({
  plot,
  block,
  units,
  onChanged,
}: {
  plot: Plot;
  block: string | undefined;
  units: Own['areaUnits'];
  onChanged(): void;
}) {
  const t = useWords();
  const lang = useLang();
  const me = useMe();
  const [name, setName] = useState<string>();
  const [failed, setFailed] = useState<string>();
  const called = plotName({ id: plot.id, name: plot.ownName }, lang);
  const save = async () => {
    try {
      const ownName = name?.trim() || null;
      await sendJson('PUT', `/api/registry/plot/${encodeURIComponent(plot.id)}/own-name`, { ownName });
      setName(undefined);
      say(t.named);
      onChanged();
    } catch (error) {
      setFailed(refusalWords(error, lang));
    }
  };
  const what = [
    CROPS[plot.crop][lang],
    areaWords(plot.areaM2, units, lang),
    block,
    plot.ownName && plotName(plot, lang),
  ];
  return (
    <>
      <strong>{called}</strong>
      <span className="meta">{what.filter(Boolean).join(' · ')}</span>
      {name === undefined ? (
        may(me, 'plots.name', placeOf(plot)) && (
          <Button icon="edit" aria-label={`${t.nameIt}: ${called}`} onClick={() => setName(plot.ownName ?? '')}>
            {t.nameIt}
          </Button>
        )
      ) : (
        <form
          className="form"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <TextField
            label={t.ownName}
            hint={t.ownNameHint}
            value={name}
            maxLength={80}
            error={failed}
            autoFocus
            onChange={(event) => setName(event.target.value)}
          />
          <div className="row">
            <Button kind="go" type="submit">
              {t.saveName}
            </Button>
            <Button onClick={() => setName(undefined)}>{t.leaveIt}</Button>
          </div>
        </form>
      )}
    </>
  );
}

function Station({ device, values }: { device: Device; values: LatestOfDevice['values'] }) {
  const t = useWords();
  const lang = useLang();
  const newest = Math.max(...Object.values(values).map(({ ts }) => ts));
  const words = formatWords[lang];
  return (
    <>
      <strong>{device.name}</strong>
      {Number.isFinite(newest) ? (
        <span>
          <span className="num">{newestWords(values, lang)}</span>{' '}
          <span className="meta">{words.ago(ageWords(Date.now() - newest, words))}</span>
        </span>
      ) : (
        <span className="meta">{t.nothingYet}</span>
      )}
    </>
  );
}
