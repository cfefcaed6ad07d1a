import type { Incident } from '#hub/contracts';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { useAsk } from '../../admin/data/ask.js';
import { DAY_MS, startOfDay } from '../../format/clock.js';
import { type Deed, incidentPath } from '../../incidents/deed.js';
import { holds } from '../../incidents/incident.js';
import { FalseCauses } from '../../incidents/false-causes.js';
import { base64Of } from '../../phone/picture/data-url.js';
import { shrinkPhoto } from '../../phone/picture/photo.js';
import { useMe } from '../../session/use-me.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Choices, SelectField, TextArea } from '../../ui/field.js';
import { FileField } from '../../ui/file-field.js';
import { useWords } from '../words/use-words.js';
import type { DeedName } from './deeds.js';
import type { Deeds } from './use-deeds.js';

interface Asking {
  incident: Incident;
  deeds: Deeds;
  onClose(): void;
}
const HOUR = 3_600_000;

/** What has to be known before something is done. */
export function DeedDialog({ deed, ...asking }: Asking & { deed: DeedName }) {
  switch (deed) {
    case 'assign':
      return <Assign {...asking} />;
    case 'comment':
      return <Comment {...asking} />;
    case 'shelve':
      return <Shelve {...asking} />;
    case 'false':
      return <False {...asking} />;
    case 'resolve':
      return <Resolve {...asking} />;
    default:
      return null;
  }
}

/** A form in a dialog: Enter sends, Escape closes; it stays open where the hub said no. */
function Form(props: Asking & { title: string; send: string; deedOf(): Deed | undefined; children: ReactNode }) {
  const { title, send, incident, deeds, deedOf, onClose, children } = props;
  const t = useWords();
  const id = useId();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const deed = deedOf();
    if (deed && (await deeds.act(incident, deed))) onClose();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button kind="go" type="submit" form={id} busy={deeds.busy !== undefined && t.sending}>
            {send}
          </Button>
        </>
      }
    >
      <form id={id} className="deed-form" onSubmit={(event) => void submit(event)}>
        {children}
      </form>
    </Dialog>
  );
}

function Assign(asking: Asking) {
  const t = useWords();
  const me = useMe();
  const { value } = useAsk<{ people: { id: string; name: string }[] }>(`${incidentPath(asking.incident.id)}/assignees`);
  const [to, setTo] = useState(asking.incident.assigned?.to ?? '');
  const people = value?.people ?? [];
  return (
    <Form {...asking} title={t.assignTitle} send={t.acts.assign} deedOf={() => (to ? { do: 'assign', to } : undefined)}>
      {value && people.length === 0 ? (
        <p>{t.assignNobody}</p>
      ) : (
        <SelectField label={t.assignTo} required value={to} onChange={({ target }) => setTo(target.value)}>
          <option value="">—</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {id === me.id ? t.meself(name) : name}
            </option>
          ))}
        </SelectField>
      )}
    </Form>
  );
}

function Comment(asking: Asking) {
  const t = useWords();
  const [note, setNote] = useState('');
  const [file, setFile] = useState<File>();
  const [photo, setPhoto] = useState<string>();
  const [problem, setProblem] = useState<'missing' | 'photo'>();
  const choose = async (chosen: File | undefined) => {
    setFile(chosen);
    setPhoto(undefined);
    setProblem(undefined);
    try {
      if (chosen) setPhoto(base64Of(await shrinkPhoto(chosen)));
    } catch {
      setProblem('photo');
    }
  };
  const deedOf = (): Deed | undefined => {
    if (note.trim() || photo)
      return { do: 'comment', ...(note.trim() && { note: note.trim() }), ...(photo && { photo }) };
    setProblem('missing');
    return undefined;
  };
  return (
    <Form {...asking} title={t.noteTitle} send={t.acts.comment} deedOf={deedOf}>
      <TextArea
        label={t.note}
        maxLength={1000}
        value={note}
        error={problem === 'missing' ? t.noteMissing : undefined}
        onChange={({ target }) => setNote(target.value)}
      />
      <FileField
        label={t.photo}
        accept="image/*"
        file={file}
        error={problem === 'photo' ? t.photoFailed : undefined}
        onFile={(chosen) => void choose(chosen)}
      />
    </Form>
  );
}

const HOURS = ['h1', 'h4', 'morning', 'h24'] as const;
type Hours = (typeof HOURS)[number];

/** Until when something is put aside. The morning is the next one. */
export function shelvedUntil(hours: Hours, now: number): number {
  if (hours !== 'morning') return now + { h1: 1, h4: 4, h24: 24 }[hours] * HOUR;
  const six = startOfDay(now) + 6 * HOUR;
  return six > now ? six : six + DAY_MS;
}

function Shelve(asking: Asking) {
  const t = useWords();
  const [hours, setHours] = useState<Hours>('h4');
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const deedOf = (): Deed | undefined => {
    setMissing(!reason.trim());
    return reason.trim() ? { do: 'shelve', until: shelvedUntil(hours, Date.now()), reason: reason.trim() } : undefined;
  };
  return (
    <Form {...asking} title={t.shelveTitle} send={t.acts.shelve} deedOf={deedOf}>
      <p className="meta">{t.shelveHint}</p>
      <Choices<Hours>
        label={t.shelveFor}
        name="hours"
        value={hours}
        options={HOURS.map((value) => ({ value, label: t.shelveHours[value] }))}
        onChange={setHours}
      />
      <TextArea
        label={t.reason}
        maxLength={500}
        rows={2}
        value={reason}
        error={missing ? t.reasonMissing : undefined}
        onChange={({ target }) => setReason(target.value)}
      />
    </Form>
  );
}

function Resolve(asking: Asking) {
  const t = useWords();
  const [note, setNote] = useState('');
  return (
    <Form
      {...asking}
      title={t.resolveTitle}
      send={t.acts.resolve}
      deedOf={() => ({ do: 'resolve', ...(note.trim() && { note: note.trim() }) })}
    >
      {holds(asking.incident) && <p>{t.resolveHolds}</p>}
      <TextArea
        label={t.note}
        hint={t.resolveHint}
        optional
        maxLength={1000}
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
    </Form>
  );
}

/** One press chooses the cause; for five seconds it can be taken back. */
function False({ incident, deeds, onClose }: Asking) {
  const t = useWords();
  return (
    <Dialog title={t.falseTitle} onClose={onClose}>
      <div className="false-causes">
        <FalseCauses
          of={incident.cause}
          onChoose={(cause) => {
            deeds.markFalse(incident, cause);
            onClose();
          }}
        />
      </div>
    </Dialog>
  );
}
