import { type FindingCase, type Incident, type LonLat, SMOKE_SOURCE_RADIUS_M } from '#hub/contracts';
import { type FormEvent, lazy, Suspense, useId, useState } from 'react';
import { askAgain } from '../../../admin/data/ask.js';
import { useLang } from '../../../i18n/lang.js';
import type { Deed } from '../../../incidents/deed.js';
import { SmokeSourceFields, useSmokeSource } from '../../../incidents/smoke-source-fields.js';
import { useSmokeSourceWords } from '../../../incidents/smoke-source-words.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { TextField } from '../../../ui/field.js';
import { useWords } from '../../words/use-words.js';
import { useDeeds } from '../use-deeds.js';
import { casePath, whereOf } from './use-case.js';

const PickMap = lazy(() => import('./pick-map.js'));
const DIGITS = 5;

const numberIn = (text: string): number => Number(text.trim().replace(',', '.'));

/** Offered where somebody said that it was a fixed source, until its place is kept. */
export function KeepSource({ incident, of }: { incident: Incident; of: FindingCase }) {
  const t = useSmokeSourceWords();
  const [open, setOpen] = useState(false);
  const asked = incident.verdict?.cause === 'fixed-source' && of.detailed && !of.smokeSources.some((s) => s.ofThis);
  if (!asked) return null;
  return (
    <div className="keep-source">
      <p className="meta">{t.offerWhy}</p>
      <Button icon="kiln" onClick={() => setOpen(true)}>
        {t.offer}
      </Button>
      {open && <KeepDialog incident={incident} of={of} onClose={() => setOpen(false)} />}
    </div>
  );
}

function KeepDialog(props: { incident: Incident; of: FindingCase; onClose(): void }) {
  const { incident, of, onClose } = props;
  const deeds = useDeeds();
  const t = useSmokeSourceWords();
  const { cancel, sending } = useWords();
  const lang = useLang();
  const form = useId();
  const where = whereOf(of);
  const shown = (degrees: number) => degrees.toFixed(DIGITS).replace('.', lang === 'vi' ? ',' : '.');
  const source = useSmokeSource();
  const [radius, setRadius] = useState(String(SMOKE_SOURCE_RADIUS_M.usual));
  const [lat, setLat] = useState(where ? shown(where.best[1]) : '');
  const [lon, setLon] = useState(where ? shown(where.best[0]) : '');
  const spot: LonLat = [numberIn(lon), numberIn(lat)];
  const isPlaced = lat.trim() !== '' && lon.trim() !== '' && spot.every(Number.isFinite);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!source.tries() || !isPlaced) return;
    const [east, north] = spot;
    const place = { lat: north, lon: east, radiusM: numberIn(radius) };
    const deed: Deed = { do: 'smoke-source', name: source.name.trim(), type: source.type, ...place };
    if (!(await deeds.act(incident, deed))) return;
    askAgain(casePath(incident, 'finding'));
    onClose();
  };
  return (
    <Dialog
      title={t.offer}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          <Button kind="go" type="submit" form={form} busy={deeds.busy !== undefined && sending}>
            {t.keep}
          </Button>
        </>
      }
    >
      <form id={form} className="deed-form" onSubmit={(event) => void submit(event)}>
        <SmokeSourceFields form={source} />
        <div className="pick">
          <h3>{t.place}</h3>
          <p className="meta">{t.placeHint}</p>
          <Suspense fallback={null}>
            <PickMap
              label={t.place}
              where={where}
              spot={isPlaced ? spot : undefined}
              radiusM={numberIn(radius)}
              onPick={([east, north]) => {
                setLat(shown(north));
                setLon(shown(east));
              }}
            />
          </Suspense>
          <div className="pick-fields">
            <TextField
              label={t.lat}
              inputMode="decimal"
              value={lat}
              error={source.tried && !isPlaced ? t.badPlace : undefined}
              onChange={({ target }) => setLat(target.value)}
            />
            <TextField label={t.lon} inputMode="decimal" value={lon} onChange={({ target }) => setLon(target.value)} />
            <TextField
              label={t.radius}
              inputMode="numeric"
              value={radius}
              onChange={({ target }) => setRadius(target.value)}
            />
          </div>
        </div>
        <p className="meta">{t.stronger}</p>
      </form>
    </Dialog>
  );
}
