import { SMOKE_SOURCE_TYPES, type SmokeSourceType } from '#hub/contracts';
import { useState } from 'react';
import { useLang } from '../i18n/lang.js';
import { SelectField, TextField } from '../ui/field.js';
import { useSmokeSourceWords } from './smoke-source-words.js';

const TYPES = Object.keys(SMOKE_SOURCE_TYPES) as SmokeSourceType[];

export interface SmokeSourceForm {
  name: string;
  type: SmokeSourceType;
  /** Somebody wanted to go on already: what is missing is said. */
  tried: boolean;
  setName(name: string): void;
  setType(type: SmokeSourceType): void;
  /** Whether it has a name. */
  tries(): boolean;
}

/** What a fixed source of smoke is called and what it is, as somebody types it in. */
export function useSmokeSource(): SmokeSourceForm {
  const [name, setName] = useState('');
  const [type, setType] = useState<SmokeSourceType>('brick-kiln');
  const [tried, setTried] = useState(false);
  const tries = () => {
    setTried(true);
    return name.trim() !== '';
  };
  return { name, type, tried, setName, setType, tries };
}

export function SmokeSourceFields({ form: { name, type, tried, setName, setType } }: { form: SmokeSourceForm }) {
  const t = useSmokeSourceWords();
  const lang = useLang();
  return (
    <>
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
    </>
  );
}
