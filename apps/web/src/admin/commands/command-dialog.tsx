import { type CommandArg, type CommandKind, type Device } from '#hub/contracts';
import { useState } from 'react';
import { useLang } from '../../i18n/lang.js';
import { postJson } from '../../live/rest.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Checkbox, SelectField, TextField } from '../../ui/field.js';
import { say } from '../../ui/toast.js';
import { askAgain } from '../data/ask.js';
import { readFigure } from '../data/read-figure.js';
import { newKey } from '../data/new-key.js';
import { useSend } from '../data/send.js';
import { Failed } from '../parts/failed.js';
import { usePartWords } from '../parts/words.js';
import { unitIn } from './command-list.js';
import { ConfirmField, type OwnConfirm } from './confirm-field.js';
import { type Doer, DoerField } from './doer-field.js';
import { useCommandWords } from './words.js';

const MINUTE_MS = 60_000;

/** Tells a device, or a person, to do something: with what, until when, and which reading must show it. */
export function CommandDialog({ device, kind, onClose }: { device: Device; kind: CommandKind; onClose(): void }) {
  const t = useCommandWords();
  const p = usePartWords();
  const lang = useLang();
  const sending = useSend();
  // a repeat after a lost answer is the same command
  const [key] = useState(newKey);
  const [args, setArgs] = useState<Record<string, string>>(() => firstArgs(kind));
  const [byHand, setByHand] = useState(false);
  const [doer, setDoer] = useState<Doer>({});
  const times = byHand && kind.byHand ? kind.byHand : kind;
  const [minutes, setMinutes] = useState<string>();
  const [confirm, setConfirm] = useState<OwnConfirm>();
  const [tried, setTried] = useState(false);
  const read = readArgs(kind, args);
  const until = readFigure(minutes ?? minutesText(times.expiresMs));
  const wrongUntil = until === undefined || until <= 0 || until * MINUTE_MS > times.longestMs;
  const send = () => {
    setTried(true);
    if (!read || wrongUntil || confirm === 'incomplete' || (byHand && doer === 'incomplete')) return;
    void sending.run(async () => {
      await postJson('/api/commands', {
        key,
        device: device.id,
        name: kind.name,
        args: read,
        expiresInMs: Math.round(until * MINUTE_MS),
        ...(byHand && { byHand: doer }),
        ...(confirm && { confirm }),
      });
      say(t.asked);
      askAgain('/api/commands');
      onClose();
    });
  };
  return (
    <Dialog
      title={t.giveTitle(kind[lang], device.name)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{p.cancel}</Button>
          <Button kind="go" icon="send" busy={sending.busy && t.sending} onClick={send}>
            {kind.persons === 2 ? t.ask : t.send}
          </Button>
        </>
      }
    >
      <div className="form">
        {Object.entries(kind.args).map(([name, arg]) => (
          <ArgField
            key={name}
            arg={arg}
            value={args[name] ?? ''}
            wrong={tried && !fits(arg, args[name] ?? '')}
            onChange={(value) => setArgs({ ...args, [name]: value })}
          />
        ))}
        {kind.byHand && (
          <div className="form">
            <Checkbox
              label={t.byHand}
              checked={byHand}
              onChange={(e) => {
                setByHand(e.target.checked);
                setMinutes(undefined);
                setDoer({});
              }}
            />
            <p className="meta">{t.byHandHint}</p>
            {byHand && (
              <DoerField
                device={device.id}
                error={tried && doer === 'incomplete' ? t.noDoer : undefined}
                onDoer={setDoer}
              />
            )}
          </div>
        )}
        <TextField
          label={t.minutes}
          inputMode="decimal"
          hint={t.minutesHint(minutesText(times.longestMs))}
          error={tried && wrongUntil ? t.number : undefined}
          value={minutes ?? minutesText(times.expiresMs)}
          onChange={(e) => setMinutes(e.target.value)}
        />
        <ConfirmField device={device} kind={kind} onConfirm={setConfirm} />
        <Failed error={sending.failed} />
      </div>
    </Dialog>
  );
}

const minutesText = (ms: number): string => String(Number((ms / MINUTE_MS).toFixed(2))).replace('.', ',');

const firstArgs = ({ args }: CommandKind): Record<string, string> =>
  Object.fromEntries(
    Object.entries(args).map(([name, arg]) => [name, arg.is === 'choice' && !arg.optional ? arg.of[0]!.value : '']),
  );

function fits(arg: CommandArg, text: string): boolean {
  if (text.trim() === '') return arg.optional;
  if (arg.is === 'choice') return arg.of.some(({ value }) => value === text);
  const value = readFigure(text);
  return value !== undefined && value >= arg.min && value <= arg.max && (!arg.whole || Number.isInteger(value));
}

function readArgs({ args }: CommandKind, typed: Record<string, string>): Record<string, number | string> | undefined {
  const read: Record<string, number | string> = {};
  for (const [name, arg] of Object.entries(args)) {
    const text = typed[name] ?? '';
    if (!fits(arg, text)) return undefined;
    if (text.trim() !== '') read[name] = arg.is === 'number' ? readFigure(text)! : text;
  }
  return read;
}

function ArgField(props: { arg: CommandArg; value: string; wrong: boolean; onChange(value: string): void }) {
  const { arg, value, wrong, onChange } = props;
  const t = useCommandWords();
  const lang = useLang();
  if (arg.is === 'choice')
    return (
      <SelectField label={arg[lang]} optional={arg.optional} value={value} onChange={(e) => onChange(e.target.value)}>
        {arg.optional && <option value="">—</option>}
        {arg.of.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice[lang]}
          </option>
        ))}
      </SelectField>
    );
  return (
    <TextField
      label={arg[lang]}
      optional={arg.optional}
      inputMode="decimal"
      hint={`${arg.min}–${arg.max} ${unitIn(arg, lang)}`}
      error={wrong ? t.number : undefined}
      value={value}
      onChange={(e) => onChange(e.target.value)}
    />
  );
}
