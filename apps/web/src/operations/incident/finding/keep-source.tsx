import { type FindingCase, type Incident, SMOKE_SOURCE_RADIUS_M } from '#hub/contracts';
import { type FormEvent, useId, useState } from 'react';
import { askAgain } from '../../../admin/data/ask.js';
import type { Deed } from '../../../incidents/deed.js';
import { SmokeSourceFields, useSmokeSource } from '../../../incidents/smoke-source-fields.js';
import { useSmokeSourceWords } from '../../../incidents/smoke-source-words.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { TextField } from '../../../ui/field.js';
import { useWords } from '../../words/use-words.js';
import { useDeeds } from '../use-deeds.js';
import { PickPlace, usePickedPlace } from './pick-place.js';
import { casePath, whereOf } from './use-case.js';

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
  const form = useId();
  const where = whereOf(of);
  const source = useSmokeSource();
  const [radius, setRadius] = useState(String(SMOKE_SOURCE_RADIUS_M.usual));
  const picked = usePickedPlace(where?.best);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!source.tries() || !picked.spot) return;
    const [east, north] = picked.spot;
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
        <PickPlace
          place={picked}
          label={t.place}
          hint={t.placeHint}
          where={where}
          radiusM={numberIn(radius)}
          tried={source.tried}
        >
          <TextField
            label={t.radius}
            inputMode="numeric"
            value={radius}
            onChange={({ target }) => setRadius(target.value)}
          />
        </PickPlace>
        <p className="meta">{t.stronger}</p>
      </form>
    </Dialog>
  );
}
