import { Checkbox, Choices } from '../ui/field.js';
import type { BroadcastsAnswer } from './data.js';
import { useBroadcastWords } from './words.js';

export interface ChosenAudience {
  everywhere: boolean;
  /** Ids. */
  hamlets: string[];
}

/** Whom it is for: everybody, or some hamlets; where no loudspeaker is, it says so. */
export function AudienceField(props: {
  known: Pick<BroadcastsAnswer, 'hamlets' | 'everywhere'>;
  value: ChosenAudience;
  error?: string | false;
  onChange(audience: ChosenAudience): void;
}) {
  const { known, value, error, onChange } = props;
  const t = useBroadcastWords();
  const mute = known.everywhere ? [] : known.hamlets.filter(({ speakers }) => !speakers);
  const toggle = (id: string, on: boolean) =>
    onChange({ ...value, hamlets: on ? [...value.hamlets, id] : value.hamlets.filter((one) => one !== id) });
  return (
    <div className="audience">
      <Choices<'all' | 'some'>
        label={t.audience}
        name="audience"
        value={value.everywhere ? 'all' : 'some'}
        options={[
          {
            value: 'all',
            label: t.everywhere,
            ...(mute.length > 0 && { hint: `${mute.map(({ name }) => name).join(', ')}: ${t.noSpeakers}` }),
          },
          { value: 'some', label: t.some },
        ]}
        onChange={(chosen) => onChange({ ...value, everywhere: chosen === 'all' })}
      />
      {!value.everywhere && (
        <div className="audience-hamlets">
          {known.hamlets.map(({ id, name, speakers }) => (
            <Checkbox
              key={id}
              label={speakers ? name : `${name} (${t.noSpeakers})`}
              checked={value.hamlets.includes(id)}
              onChange={({ target }) => toggle(id, target.checked)}
            />
          ))}
        </div>
      )}
      {error && (
        <p className="broadcast-reason" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
