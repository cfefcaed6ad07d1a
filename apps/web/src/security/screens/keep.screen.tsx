import { type Incident, SMOKE_SOURCE_TYPES, type SmokeSourceType } from '#hub/contracts';
import { useState } from 'react';
import { useLang } from '../../i18n/lang.js';
import { useSmokeSourceWords } from '../../incidents/smoke-source-words.js';
import { Button } from '../../ui/button.js';
import { Choices, SelectField, TextField } from '../../ui/field.js';
import { go } from '../../ui/way.js';
import { useOfficer } from '../officer.js';
import { incidentHref } from '../paths.js';
import { Frame } from './frame.js';
import { useHere } from './use-place.js';

const TYPES = Object.keys(SMOKE_SOURCE_TYPES) as SmokeSourceType[];

/** What was taken for a fire is kept as a fixed source of smoke, by whoever stands before it or knows where it is. */
export function KeepScreen({ incident }: { incident: Incident }) {
  const t = useSmokeSourceWords();
  const lang = useLang();
  const officer = useOfficer();
  const here = useHere();
  const [name, setName] = useState('');
  const [type, setType] = useState<SmokeSourceType>('brick-kiln');
  const [place, setPlace] = useState<'here' | 'likeliest'>('here');
  const [tried, setTried] = useState(false);
  const back = () => go(incidentHref(incident.id), { replace: true });
  const isWaiting = place === 'here' && !here;
  const keep = async () => {
    setTried(true);
    if (!name.trim() || isWaiting) return;
    const deed = { do: 'smoke-source' as const, name: name.trim(), type };
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
        <TextField
          label={t.name}
          hint={t.nameHint}
          maxLength={120}
          value={name}
          error={tried && !name.trim() ? t.nameMissing : undefined}
          onChange={({ target }) => setName(target.value)}
        />
        <SelectField label={t.type} value={type} onChange={({ target }) => setType(target.value as SmokeSourceType)}>
          {TYPES.map((one) => (
            <option key={one} value={one}>
              {SMOKE_SOURCE_TYPES[one][lang]}
            </option>
          ))}
        </SelectField>
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
