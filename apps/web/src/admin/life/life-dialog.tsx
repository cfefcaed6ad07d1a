import type { Device, DeviceState } from '#hub/contracts';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { postJson } from '../../live/rest.js';
import { may } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import { Choices, SelectField, TextField } from '../../ui/field.js';
import { say } from '../../ui/toast.js';
import { askAgain } from '../data/ask.js';
import { DEVICES, useDevices } from '../data/devices.js';
import { useSend } from '../data/send.js';
import { useDeviceWords } from '../devices/words.js';
import { Confirm } from '../parts/confirm.js';
import { heirsOf, nextStates } from './next-states.js';
import { useLifeWords } from './words.js';

const HOURS = [1, 2, 4, 8, 24, 72, 168];
const HOUR_MS = 3_600_000;

/** Asks what becomes of a device, and all that belongs to it. */
export function LifeDialog({ device, onClose }: { device: Device; onClose(): void }) {
  const t = useLifeWords();
  const d = useDeviceWords();
  const me = useMe();
  const sending = useSend();
  const next = nextStates(device, (permission) => may(me, permission));
  const [state, setState] = useState<DeviceState | undefined>(next[0]);
  const [hours, setHours] = useState(2);
  const [by, setBy] = useState('');
  const [reason, setReason] = useState('');
  const send = () =>
    void sending.run(async () => {
      await postJson(`${DEVICES}/${encodeURIComponent(device.id)}/state`, {
        state,
        ...(reason.trim() && { reason: reason.trim() }),
        ...(state === 'maintenance' && { until: Date.now() + hours * HOUR_MS }),
        ...(state === 'replaced' && by && { by }),
      });
      say(t.did);
      askAgain(DEVICES);
      onClose();
    });
  return (
    <Confirm
      title={t.change}
      act={t.change}
      danger={state === 'retired' || state === 'replaced'}
      off={state === 'replaced' && by === '' && t.heirMissing}
      sending={sending}
      onAct={send}
      onClose={onClose}
    >
      <div className="form">
        <Choices
          label={t.becomes}
          name="state"
          value={state}
          onChange={(to: DeviceState) => setState(to)}
          options={next.map((to) => ({
            value: to,
            label: to === device.state ? t.longer : d.states[to],
            hint: t.means[to],
          }))}
        />
        {state === 'maintenance' && (
          <InSight>
            <SelectField label={t.lasts} value={hours} onChange={(event) => setHours(Number(event.target.value))}>
              {HOURS.map((n) => (
                <option key={n} value={n}>
                  {n < 24 ? t.hours(n) : t.days(n / 24)}
                </option>
              ))}
            </SelectField>
          </InSight>
        )}
        {state === 'replaced' && (
          <InSight>
            <Heir device={device} value={by} onChange={setBy} />
          </InSight>
        )}
        <TextField
          label={t.reason}
          hint={t.reasonHint}
          optional
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </div>
    </Confirm>
  );
}

/** What belongs to the choice is seen with it, on a phone too. */
function InSight({ children }: { children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    ref.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return <div ref={ref}>{children}</div>;
}

function Heir({ device, value, onChange }: { device: Device; value: string; onChange(id: string): void }) {
  const t = useLifeWords();
  const heirs = heirsOf(device, useDevices().value?.devices ?? []);
  if (heirs.length === 0) return <p className="meta">{t.noHeir}</p>;
  return (
    <SelectField label={t.heir} hint={t.heirHint} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">— {t.choose} —</option>
      {heirs.map(({ id, name }) => (
        <option key={id} value={id}>
          {name === id ? id : `${name} · ${id}`}
        </option>
      ))}
    </SelectField>
  );
}
