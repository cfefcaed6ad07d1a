import './smoke-report.css';
import { hasPhoneNumber, type NewSmokeReport, SMOKE_REPORT_REACH_MS } from '#hub/contracts';
import { middleOf } from '#hub/geodesy';
import { type FormEvent, useId, useState } from 'react';
import { askAgain } from '../../admin/data/ask.js';
import { useNow } from '../../admin/data/hub.js';
import { useSend } from '../../admin/data/send.js';
import { useFewThings } from '../../admin/data/things.js';
import { Failed } from '../../admin/parts/failed.js';
import { dateInput, readDateInput } from '../../format/local-input.js';
import { useSmokeReportWords } from '../../incidents/smoke-report-words.js';
import { SMOKE_REPORTS } from '../../incidents/deed.js';
import { postJson } from '../../live/rest.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { SelectField, TextArea, TextField } from '../../ui/field.js';
import { say } from '../../ui/toast.js';
import { PickPlace, usePickedPlace } from '../incident/finding/pick-place.js';
import { useWords } from '../words/use-words.js';
import { ToldLately } from './told-lately.js';

const MINUTE_MS = 60_000;

/** A resident tells of smoke; the desk writes down where and when. */
export function SmokeReportDialog({ onClose }: { onClose(): void }) {
  const t = useSmokeReportWords();
  const { cancel } = useWords();
  const form = useId();
  const sending = useSend();
  const now = useNow(MINUTE_MS);
  const place = usePickedPlace();
  const drawn = (useFewThings('hamlet').value?.things ?? []).filter(({ area }) => area !== undefined);
  const [hamlet, setHamlet] = useState('');
  const [seen, setSeen] = useState(() => dateInput(now));
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const seenAt = readDateInput(seen);
  const isTime = seenAt !== undefined && seenAt <= now + MINUTE_MS && seenAt >= now - SMOKE_REPORT_REACH_MS;
  const choose = (id: string) => {
    setHamlet(id);
    const area = drawn.find((one) => one.id === id)?.area;
    if (area) place.put(middleOf(area));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const { spot } = place;
    if (!spot || !isTime || hasPhoneNumber(note)) return;
    const words = note.trim();
    const report: NewSmokeReport = { seenAt, lat: spot[1], lon: spot[0], ...(words && { note: words }) };
    void sending.run(async () => {
      await postJson(SMOKE_REPORTS, report);
      askAgain(SMOKE_REPORTS);
      say(t.saved);
      onClose();
    });
  };
  return (
    <Dialog
      title={t.title}
      wide
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          <Button kind="go" type="submit" form={form} busy={sending.busy && t.saving}>
            {t.save}
          </Button>
        </>
      }
    >
      <form id={form} className="deed-form" onSubmit={submit}>
        <p className="meta">{t.why}</p>
        <div className="where-and-when">
          <PickPlace
            place={place}
            label={t.place}
            hint={t.placeHint}
            tried={tried}
            error={sending.failed?.problemWith('lat') && t.outside}
            onPick={() => setHamlet('')}
          />
          <div className="deed-form">
            {drawn.length > 0 && (
              <SelectField
                label={t.hamlet}
                hint={t.hamletHint}
                value={hamlet}
                onChange={({ target }) => choose(target.value)}
              >
                <option value="">{t.hamletNone}</option>
                {drawn.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </SelectField>
            )}
            <TextField
              label={t.seen}
              hint={t.seenHint}
              value={seen}
              error={(tried && !isTime) || sending.failed?.problemWith('seenAt') ? t.badSeen : undefined}
              onChange={({ target }) => setSeen(target.value)}
            />
            <TextArea
              label={t.note}
              hint={t.noteHint}
              optional
              rows={2}
              maxLength={500}
              lang="vi"
              value={note}
              error={tried && hasPhoneNumber(note) ? t.badNote : undefined}
              onChange={({ target }) => setNote(target.value)}
            />
          </div>
        </div>
        <Failed error={sending.failed} under={['lat', 'seenAt']} />
      </form>
      <ToldLately hamlets={drawn} />
    </Dialog>
  );
}
