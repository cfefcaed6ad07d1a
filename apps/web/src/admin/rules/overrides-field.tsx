import { METRICS, type Rule, type RuleOverride } from '#hub/contracts';
import { Button, IconButton } from '../../ui/button.js';
import { Checkbox, SelectField, TextField } from '../../ui/field.js';
import { useDevices, useProfiles } from '../data/devices.js';
import { readFigure } from '../data/read-figure.js';
import { useFewThings } from '../data/things.js';
import type { RenderedField } from '../form/spec.js';
import { useRuleWords } from './words.js';

type Kind = 'device' | 'site' | 'hamlet';
interface Place {
  kind: Kind;
  /** As a rule names it: of a hamlet its name, for that is what devices carry. */
  id: string;
  name: string;
}

/** What a rule says of some places alone. */
export function OverridesField({ value, error, onChange, rule }: RenderedField & { rule: Rule }) {
  const t = useRuleWords();
  const places = usePlaces(rule);
  const overrides = (value as RuleOverride[] | undefined | null) ?? [];
  const put = (i: number, override: RuleOverride) => onChange(overrides.map((o, at) => (at === i ? override : o)));
  return (
    <fieldset className="whole rule-lines">
      <legend>{t.overrides}</legend>
      <p className="meta">{t.overridesHint}</p>
      <ul>
        {overrides.map((override, i) => (
          // a line has no name but its place
          <Line
            key={i}
            rule={rule}
            override={override}
            places={places}
            onOverride={(changed) => put(i, changed)}
            onRemove={() => onChange(overrides.filter((_, at) => at !== i))}
          />
        ))}
      </ul>
      {places.length > 0 && (
        <Button
          icon="add"
          onClick={() => onChange([...overrides, { [places[0]!.kind]: places[0]!.id, source: '' } as RuleOverride])}
        >
          {t.addOverride}
        </Button>
      )}
      {error && (
        <p className="shape-problem" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function Line(props: {
  rule: Rule;
  override: RuleOverride;
  places: readonly Place[];
  onOverride(override: RuleOverride): void;
  onRemove(): void;
}) {
  const { rule, override, places, onOverride, onRemove } = props;
  const t = useRuleWords();
  const { device, site, hamlet, limit, clearAt: _, enabled, ...rest } = override;
  const chosen = device ? `device ${device}` : site ? `site ${site}` : `hamlet ${hamlet}`;
  const placed = { ...(device && { device }), ...(site && { site }), ...(hamlet && { hamlet }) };
  const disabled = enabled === undefined ? {} : { enabled };
  const own = { ...disabled, ...(limit !== undefined && { limit }) };
  return (
    <li className="rule-override">
      <SelectField
        label={t.where}
        value={chosen}
        onChange={(event) => {
          const place = places.find(({ kind, id }) => `${kind} ${id}` === event.target.value);
          if (place) onOverride({ ...rest, ...own, [place.kind]: place.id });
        }}
      >
        {(['hamlet', 'site', 'device'] as const).map((kind) => (
          <optgroup key={kind} label={t.kinds[kind]}>
            {places
              .filter((place) => place.kind === kind)
              .map(({ id, name }) => (
                <option key={id} value={`${kind} ${id}`}>
                  {name}
                </option>
              ))}
          </optgroup>
        ))}
      </SelectField>
      {rule.type === 'threshold' && (
        <TextField
          key={limit}
          label={`${t.ownLimit} (${METRICS[rule.metric].unit})`}
          className="num"
          inputMode="decimal"
          placeholder={String(rule.limit).replace('.', ',')}
          defaultValue={limit === undefined ? '' : String(limit).replace('.', ',')}
          onBlur={(event) => {
            const figure = readFigure(event.target.value);
            onOverride({ ...rest, ...placed, ...disabled, ...(figure !== undefined && { limit: figure }) });
          }}
        />
      )}
      <TextField
        label={t.ownSource}
        value={override.source}
        maxLength={500}
        onChange={(event) => onOverride({ ...override, source: event.target.value })}
      />
      <Checkbox
        label={t.offHere}
        checked={enabled === false}
        onChange={(event) => {
          const { enabled: __, ...known } = override;
          onOverride(event.target.checked ? { ...known, enabled: false } : known);
        }}
      />
      <IconButton icon="trash" label={t.removeOverride} onClick={onRemove} />
    </li>
  );
}

function usePlaces(rule: Rule): Place[] {
  const devices = useDevices().value?.devices ?? [];
  const profiles = useProfiles().value?.profiles ?? [];
  const hamlets = useFewThings('hamlet').value?.things ?? [];
  const sites = useFewThings('site').value?.things ?? [];
  const watched = new Set(
    profiles.filter(({ kind }) => rule.kinds.includes(kind) || rule.kinds.includes('*')).map(({ id }) => id),
  );
  return [
    ...hamlets.map(({ name }) => ({ kind: 'hamlet' as const, id: name, name })),
    ...sites.map(({ id, name }) => ({ kind: 'site' as const, id, name })),
    ...devices
      .filter(({ profile }) => watched.has(profile))
      .map(({ id, name }) => ({ kind: 'device' as const, id, name })),
  ];
}
