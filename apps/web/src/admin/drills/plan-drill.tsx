import { DRILL_SEVERITIES, type DrillSeverity, type NewDrill } from '#hub/contracts';
import { useState } from 'react';
import { DAY_MS, startOfDay } from '../../format/clock.js';
import { dateInput, readDateInput } from '../../format/local-input.js';
import { postJson } from '../../live/rest.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Checkbox, Choices, TextField } from '../../ui/field.js';
import { Notice } from '../../ui/notice.js';
import { say } from '../../ui/toast.js';
import { askAgain } from '../data/ask.js';
import { useSend } from '../data/send.js';
import { Failed } from '../parts/failed.js';
import { DRILLS } from './drill-data.js';
import { useDrillWords } from './words.js';

const MORNING_MS = 8 * 3_600_000;

/** Now, or at a time, and each month again. */
export function PlanDrill({ now, onClose }: { now: number; onClose(): void }) {
  const t = useDrillWords();
  const [severity, setSeverity] = useState<DrillSeverity>('warning');
  const [when, setWhen] = useState<'now' | 'later'>('now');
  const [typed, setTyped] = useState(dateInput(startOfDay(now) + DAY_MS + MORNING_MS));
  const [monthly, setMonthly] = useState(false);
  const sending = useSend();
  const plannedAt = readDateInput(typed);
  const wrong = plannedAt === undefined ? t.notADate : plannedAt <= now ? t.past : undefined;
  const plan = () =>
    sending.run(async () => {
      const later = { plannedAt, ...(monthly && { repeat: 'monthly' as const }) };
      const wish: NewDrill = { severity, ...(when === 'later' && later) };
      await postJson(DRILLS, wish);
      askAgain(DRILLS);
      say(t.done);
      onClose();
    });
  return (
    <Dialog
      wide
      title={t.dialog}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button
            kind="go"
            icon="bell"
            busy={sending.busy && t.sending}
            off={when === 'later' && wrong !== undefined && wrong}
            onClick={() => void plan()}
          >
            {when === 'now' ? t.goNow : t.go}
          </Button>
        </>
      }
    >
      <div className="form">
        <Choices<DrillSeverity>
          label={t.severity}
          name="severity"
          value={severity}
          options={DRILL_SEVERITIES.map((value) => ({
            value,
            label: t.severities[value],
            hint: t.severityHints[value],
          }))}
          onChange={setSeverity}
        />
        <Choices<'now' | 'later'>
          label={t.when}
          name="when"
          value={when}
          options={[
            { value: 'now', label: t.now },
            { value: 'later', label: t.later },
          ]}
          onChange={setWhen}
        />
        {when === 'later' && (
          <>
            <TextField
              label={t.at}
              hint={t.atHint}
              error={wrong}
              inputMode="numeric"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
            <Checkbox label={t.repeat} checked={monthly} onChange={(event) => setMonthly(event.target.checked)} />
          </>
        )}
        <Notice kind="info" title={t.real} />
      </div>
      <Failed error={sending.failed} />
    </Dialog>
  );
}
