import type { Shift } from '#hub/contracts';
import { type ReactNode, useState } from 'react';
import { postJson } from '../../live/rest.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { SelectField, TextField } from '../../ui/field.js';
import { say } from '../../ui/toast.js';
import { askAgain } from '../data/ask.js';
import { useSend } from '../data/send.js';
import { Failed } from '../parts/failed.js';
import { keepRoster, type NamedRoster, ROSTER, useNames } from './roster-data.js';
import { settled, type Teams, TeamsField } from './teams-field.js';
import { type Cell, freshId } from './week.js';
import { useRosterWords } from './words.js';

interface DialogProps {
  roster: NamedRoster;
  onClose(): void;
}

/** Days that are alike get their shift at once. */
export function AddShift({ roster, onClose }: DialogProps) {
  const t = useRosterWords();
  const [days, setDays] = useState<readonly number[]>([1, 2, 3, 4, 5, 6, 7]);
  const [times, setTimes] = useState({ from: '06:00', to: '14:00' });
  const [teams, setTeams] = useState<Teams>([{}]);
  const people = settled(teams);
  return (
    <ShiftDialog
      title={t.addTitle}
      off={days.length === 0 ? t.chooseDays : people.length === 0 ? t.choosePerson : undefined}
      onClose={onClose}
      onSave={() => {
        const shifts: Shift[] = [...roster.shifts];
        for (const day of days) shifts.push({ id: freshId(shifts, day, times.from), day, ...times, teams: people });
        return keepRoster({ ...roster, shifts });
      }}
    >
      <div className="rule-days" role="group" aria-label={t.onDays}>
        {t.days.map((name, i) => {
          const day = i + 1;
          const on = days.includes(day);
          return (
            <label key={name} className={on ? 'on' : undefined}>
              <input
                type="checkbox"
                checked={on}
                onChange={() => setDays(on ? days.filter((known) => known !== day) : [...days, day].sort())}
              />
              {name}
            </label>
          );
        })}
      </div>
      <Times times={times} onTimes={setTimes} />
      <TeamsField teams={teams} onTeams={setTeams} />
    </ShiftDialog>
  );
}

/** Times and people of a shift of every week, or its end. */
export function EditShift({ roster, cell: { shift }, onClose }: DialogProps & { cell: Cell }) {
  const t = useRosterWords();
  const [times, setTimes] = useState({ from: shift.from, to: shift.to });
  const [teams, setTeams] = useState<Teams>(shift.teams);
  const sending = useSend();
  const people = settled(teams);
  const remove = () =>
    sending.run(async () => {
      const shifts = roster.shifts.filter(({ id }) => id !== shift.id);
      await keepRoster({ ...roster, shifts, swaps: roster.swaps.filter((swap) => swap.shift !== shift.id) });
      say(t.saved);
      onClose();
    });
  return (
    <ShiftDialog
      title={t.editTitle(t.days[shift.day - 1]!, `${shift.from}–${shift.to}`)}
      off={people.length === 0 ? t.choosePerson : undefined}
      onClose={onClose}
      onSave={() =>
        keepRoster({
          ...roster,
          shifts: roster.shifts.map((one) => (one.id === shift.id ? { ...shift, ...times, teams: people } : one)),
        })
      }
    >
      <Times times={times} onTimes={setTimes} />
      <TeamsField teams={teams} onTeams={setTeams} />
      <Failed error={sending.failed} />
      <Button kind="danger" icon="trash" busy={sending.busy && t.saving} onClick={() => void remove()}>
        {t.remove}
      </Button>
    </ShiftDialog>
  );
}

/** One shift on one date is somebody else's. */
export function SwapShift({ roster, cell, onClose }: DialogProps & { cell: Cell }) {
  const t = useRosterWords();
  const nameOf = useNames(roster);
  const { shift, watch } = cell;
  const others = Object.keys(roster.names).filter((id) => id !== watch.person);
  const [person, setPerson] = useState(others[0]);
  const [deputy, setDeputy] = useState(watch.deputy ?? '');
  const [note, setNote] = useState('');
  const [year = '', month = '', day = ''] = watch.date.split('-');
  return (
    <ShiftDialog
      title={t.swapTitle(t.days[shift.day - 1]!, `${day}/${month}/${year}`)}
      off={person === undefined ? t.choosePerson : undefined}
      onClose={onClose}
      onSave={async () => {
        const stands = deputy && deputy !== person ? { deputy } : {};
        const swap = {
          date: watch.date,
          shift: shift.id,
          person,
          ...stands,
          ...(note.trim() && { note: note.trim() }),
        };
        await postJson(`${ROSTER}/swaps`, swap);
        askAgain(ROSTER);
      }}
    >
      <p className="meta">{t.swapHint}</p>
      <SelectField label={t.person} value={person ?? ''} onChange={(event) => setPerson(event.target.value)}>
        {others.map((id) => (
          <option key={id} value={id}>
            {nameOf(id)}
          </option>
        ))}
      </SelectField>
      <SelectField label={t.deputyField} value={deputy} onChange={(event) => setDeputy(event.target.value)}>
        <option value="">{t.noDeputy}</option>
        {Object.keys(roster.names).map((id) => (
          <option key={id} value={id}>
            {nameOf(id)}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t.swapNote}
        optional
        value={note}
        maxLength={200}
        onChange={(event) => setNote(event.target.value)}
      />
    </ShiftDialog>
  );
}

function Times(props: { times: { from: string; to: string }; onTimes(times: { from: string; to: string }): void }) {
  const { times, onTimes } = props;
  const t = useRosterWords();
  return (
    <div className="roster-times">
      {(['from', 'to'] as const).map((end) => (
        <TextField
          key={end}
          label={t[end]}
          type="time"
          value={times[end]}
          onChange={(event) => event.target.value && onTimes({ ...times, [end]: event.target.value })}
        />
      ))}
    </div>
  );
}

function ShiftDialog(props: {
  title: string;
  off: string | undefined;
  children: ReactNode;
  onSave(): Promise<void>;
  onClose(): void;
}) {
  const { title, off, children, onSave, onClose } = props;
  const t = useRosterWords();
  const sending = useSend();
  const save = () =>
    sending.run(async () => {
      await onSave();
      say(t.saved);
      onClose();
    });
  return (
    <Dialog
      wide
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button kind="go" icon="check" busy={sending.busy && t.saving} off={off ?? false} onClick={() => void save()}>
            {t.save}
          </Button>
        </>
      }
    >
      <div className="form">{children}</div>
      <Failed error={sending.failed} />
    </Dialog>
  );
}
