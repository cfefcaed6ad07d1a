import {
  BECOMES,
  type CommandKind,
  type Confirmation,
  type Device,
  isGone,
  type Metric,
  METRICS,
} from '#hub/contracts';
import { useEffect, useState } from 'react';
import { type Lang, useLang } from '../../i18n/lang.js';
import { Checkbox, SelectField, TextField } from '../../ui/field.js';
import { useDevices, useProfiles } from '../data/devices.js';
import { readFigure } from '../data/read-figure.js';
import { confirmWords } from './confirm-words.js';
import { useCommandWords } from './words.js';

/** Absent: as usual. `incomplete`: something is still missing. */
export type OwnConfirm = Confirmation | 'incomplete' | undefined;

const MINUTE_MS = 60_000;
/** `near` is for what the device itself is set to. */
const CHANGES = BECOMES.filter((becomes) => becomes !== 'near');

/** Which reading must show that it was done: the usual one, or another, e.g. the level behind a pump. */
export function ConfirmField(props: { device: Device; kind: CommandKind; onConfirm(confirm: OwnConfirm): void }) {
  const { device, kind, onConfirm } = props;
  const t = useCommandWords();
  const lang = useLang();
  const [own, setOwn] = useState(false);
  useEffect(() => {
    if (!own) onConfirm(undefined);
  }, [own, onConfirm]);
  return (
    <fieldset className="form registers">
      <legend>{t.confirm}</legend>
      {!own && <p>{kind.confirm ? t.confirmUsual(confirmWords(usual(kind, lang), t, lang)) : t.confirmNone}</p>}
      <Checkbox label={t.confirmOwn} checked={own} onChange={(e) => setOwn(e.target.checked)} />
      {own && <Own device={device} onConfirm={onConfirm} />}
    </fieldset>
  );
}

/** With the argument that it is held against by its name. */
function usual({ confirm, args }: CommandKind, lang: Lang): NonNullable<CommandKind['confirm']> {
  const to = typeof confirm?.to === 'string' ? (args[confirm.to]?.[lang] ?? confirm.to) : confirm?.to;
  return { ...confirm!, to };
}

function Own({ device, onConfirm }: { device: Device; onConfirm(confirm: OwnConfirm): void }) {
  const t = useCommandWords();
  const lang = useLang();
  const devices = (useDevices().value?.devices ?? []).filter(({ state }) => !isGone(state));
  const profiles = new Map(useProfiles().value?.profiles.map((p) => [p.id, p]));
  const [of, setOf] = useState(device.id);
  const [metric, setMetric] = useState<Metric | ''>('');
  const [becomes, setBecomes] = useState<Confirmation['becomes']>('rises');
  const [amount, setAmount] = useState('');
  const [minutes, setMinutes] = useState('10');
  const chosen = devices.find(({ id }) => id === of);
  const metrics = Object.keys(profiles.get(chosen?.profile ?? '')?.metrics ?? {}) as Metric[];
  const by = readFigure(amount);
  const within = readFigure(minutes);
  useEffect(() => {
    const complete = metric !== '' && by !== undefined && within !== undefined && within > 0;
    onConfirm(
      complete
        ? {
            device: of,
            metric,
            becomes,
            by,
            withinMs: Math.round(within * MINUTE_MS),
          }
        : 'incomplete',
    );
  }, [of, metric, becomes, by, within, onConfirm]);
  return (
    <div className="unit-row">
      <SelectField label={t.confirmDevice} value={of} onChange={(e) => setOf(e.target.value)}>
        {devices.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField label={t.confirmMetric} value={metric} onChange={(e) => setMetric(e.target.value as Metric)}>
        <option value="">—</option>
        {metrics.map((m) => (
          <option key={m} value={m}>
            {METRICS[m][lang]}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t.becomesLabel}
        value={becomes}
        onChange={(e) => setBecomes(e.target.value as Confirmation['becomes'])}
      >
        {CHANGES.map((b) => (
          <option key={b} value={b}>
            {t.becomes[b]}
          </option>
        ))}
      </SelectField>
      <TextField
        label={`${t.amount}${metric && METRICS[metric].unit ? ` (${METRICS[metric].unit})` : ''}`}
        inputMode="decimal"
        value={amount}
        onChange={(e) => setAmount(e.target.value)}
      />
      <TextField label={t.within} inputMode="decimal" value={minutes} onChange={(e) => setMinutes(e.target.value)} />
    </div>
  );
}
