import type { Incident } from '#hub/contracts';
import { useState } from 'react';
import { SmokeSourceFields, useSmokeSource } from '../../incidents/smoke-source-fields.js';
import { useSmokeSourceWords } from '../../incidents/smoke-source-words.js';
import { Button } from '../../ui/button.js';
import { Choices } from '../../ui/field.js';
import { go } from '../../ui/way.js';
import { useOfficer } from '../officer.js';
import { incidentHref } from '../paths.js';
import { Frame } from './frame.js';
import { useHere } from './use-place.js';

/** What was taken for a fire is kept as a fixed source of smoke, by whoever stands before it or knows where it is. */
export function KeepScreen({ incident }: { incident: Incident }) {
  const t = useSmokeSourceWords();
  const officer = useOfficer();
  const here = useHere();
  const form = useSmokeSource();
  const [place, setPlace] = useState<'here' | 'likeliest'>('here');
  const back = () => go(incidentHref(incident.id), { replace: true });
  const isWaiting = place === 'here' && !here;
  const keep = async () => {
    if (!form.tries() || isWaiting) return;
    const deed = { do: 'smoke-source' as const, name: form.name.trim(), type: form.type };
    await officer.act(incident.id, { ...deed, ...(place === 'here' && here) });
    back();
  };
  return (
    <Frame
      title={t.offer}
      over={incident.text.title}
      back={back}
      quiet
      dock={
        <Button kind="go" wide icon="kiln" onClick={() => void keep()}>
          {t.keep}
        </Button>
      }
    >
      <div className="pad note-form">
        <SmokeSourceFields form={form} />
        <Choices<'here' | 'likeliest'>
          label={t.place}
          name="place"
          value={place}
          options={[
            { value: 'here', label: t.here, ...(isWaiting && { hint: t.hereWaits }) },
            { value: 'likeliest', label: t.likeliest },
          ]}
          onChange={setPlace}
        />
        <p className="meta">{t.stronger}</p>
      </div>
    </Frame>
  );
}
