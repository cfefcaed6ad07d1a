import './shift.css';
import type { Handover as Given, Roster } from '#hub/contracts';
import { useState } from 'react';
import { askAgain, useAsk } from '../admin/data/ask.js';
import { useLive, useNow } from '../admin/data/hub.js';
import { useSend } from '../admin/data/send.js';
import { ROSTER } from '../admin/roster/roster-data.js';
import { Answered } from '../admin/parts/answered.js';
import { Failed } from '../admin/parts/failed.js';
import { ddmm, hhmm, whenShort } from '../format/clock.js';
import { useLang } from '../i18n/lang.js';
import { postJson } from '../live/rest.js';
import { HOME } from '../operations/address.js';
import { may } from '../session/me.js';
import { useMe } from '../session/use-me.js';
import { Button } from '../ui/button.js';
import { SelectField, TextArea } from '../ui/field.js';
import { Icon } from '../ui/icon.js';
import { say, Toasts } from '../ui/toast.js';
import { Way } from '../ui/way.js';
import { Commands, Messages, ServiceLines } from './handed-on.js';
import { IncidentLines, MissingLines } from './lines.js';
import { shiftsBefore } from './span.js';
import { useShift } from './use-shift.js';
import { useShiftWords } from './words.js';

const HANDOVERS = '/api/handovers';
const MOST = 30;
/** A shift that has just begun is not the one that is given. */
const JUST_BEGUN_MS = 2 * 3_600_000;

/** What whoever comes has to know, put together by the hub; whoever leaves adds what it cannot know. */
export function Handover() {
  const t = useShiftWords();
  const me = useMe();
  const now = useNow(30_000);
  const roster = useAsk<Roster>(may(me, 'roster.read') ? ROSTER : undefined).value;
  const shifts = shiftsBefore(now, 4, roster);
  const usual = now - shifts[0]!.from < JUST_BEGUN_MS ? shifts[1]! : shifts[0]!;
  const [chosen, setChosen] = useState<number>();
  const shift = shifts.find(({ from }) => from === chosen) ?? usual;
  const span = { from: shift.from, to: Math.min(shift.to, Math.ceil(now / 60_000) * 60_000) };
  const { answer, summary, beyond, devices, missing } = useShift(span);
  const simulated = useLive((live) => live.status?.simulated === true);
  const sending = useSend();
  const [note, setNote] = useState('');
  const nameOf = (id: string) => devices?.find((device) => device.id === id)?.name ?? id;
  const sum = summary && t.sumUp(summary.begun, summary.done.length, summary.open.length);
  const give = () =>
    sending.run(async () => {
      await postJson(HANDOVERS, { ...span, summary: sum, ...(note.trim() && { note: note.trim() }) });
      setNote('');
      say(t.given);
      askAgain(HANDOVERS);
    });
  return (
    <main className="desk light shift" id="incident">
      <nav className="shift-bar">
        <Way href={HOME}>
          <Icon name="back" />
          {t.back}
        </Way>
        <Button icon="print" onClick={() => window.print()}>
          {t.print}
        </Button>
      </nav>
      <article className="sheet-a4">
        {simulated && <p className="shift-simulated">{t.simulated}</p>}
        <header className="shift-choice">
          <h1>{t.handover}</h1>
          <SelectField
            label={t.shift}
            value={String(shift.from)}
            onChange={(event) => setChosen(Number(event.target.value))}
          >
            {shifts.map(({ name, from, to }) => (
              <option key={from} value={from}>
                {t.shifts[name]} {ddmm(from)} · {hhmm(from)}–{hhmm(to)}
              </option>
            ))}
          </SelectField>
        </header>
        <Answered answer={answer}>
          {() =>
            summary && (
              <>
                <p className="shift-sum">
                  <b>{sum}</b>
                  {summary.false > 0 && ` ${t.falseOnes(summary.false)}.`}
                  {beyond > 0 && ` ${t.beyond(beyond)}`}
                </p>
                <section>
                  <h2>{t.open}</h2>
                  {summary.open.length === 0 ? (
                    <p>{t.openNone}</p>
                  ) : (
                    <IncidentLines incidents={summary.open} now={now} most={MOST} named />
                  )}
                </section>
                {summary.shelved.length > 0 && (
                  <section>
                    <h2>{t.shelved}</h2>
                    <IncidentLines incidents={summary.shelved} now={now} most={MOST} named />
                  </section>
                )}
                {summary.done.length > 0 && (
                  <section>
                    <h2>{t.done}</h2>
                    <IncidentLines incidents={summary.done} now={now} most={MOST} named />
                  </section>
                )}
                {summary.drills.length > 0 && (
                  <section>
                    <h2>{t.drills}</h2>
                    <IncidentLines incidents={summary.drills} now={now} most={MOST} named />
                  </section>
                )}
              </>
            )
          }
        </Answered>
        <Messages now={now} most={MOST} />
        <Commands nameOf={nameOf} most={MOST} />
        <ServiceLines nameOf={nameOf} now={now} most={MOST} />
        <section>
          <h2>{t.devices}</h2>
          <MissingLines missing={missing} now={now} most={MOST} />
        </section>
        {may(me, 'alerts.acknowledge') && (
          <form
            className="form shift-give"
            onSubmit={(event) => {
              event.preventDefault();
              void give();
            }}
          >
            <TextArea
              label={t.note}
              hint={t.noteHint}
              optional
              value={note}
              maxLength={2000}
              onChange={(event) => setNote(event.target.value)}
            />
            <Failed error={sending.failed} />
            <div className="form-actions">
              <Button type="submit" kind="go" icon="give" busy={sending.busy && t.giving} off={!sum && t.reading}>
                {t.give}
              </Button>
            </div>
          </form>
        )}
        <Past now={now} me={me.id} />
      </article>
      <Toasts />
    </main>
  );
}

function Past({ now, me }: { now: number; me: string }) {
  const t = useShiftWords();
  const lang = useLang();
  const answer = useAsk<{ handovers: Given[] }>(`${HANDOVERS}?limit=6`, 30_000);
  const sending = useSend();
  const take = (id: string) =>
    sending.run(async () => {
      try {
        await postJson(`${HANDOVERS}/${encodeURIComponent(id)}/take`, {});
        say(t.tookIt);
      } finally {
        askAgain(HANDOVERS);
      }
    });
  return (
    <section className="shift-past" lang={lang}>
      <h2>{t.past}</h2>
      <Failed error={sending.failed} />
      <Answered answer={answer}>
        {({ handovers }) =>
          handovers.length === 0 ? (
            <p className="meta">{t.pastNone}</p>
          ) : (
            <ul className="shift-lines">
              {handovers.map(({ id, at, by, person, summary, note, taken }) => (
                <li key={id}>
                  <Icon name="give" />
                  <span className="when num">{whenShort(at, now)}</span>
                  <span className="what">
                    {t.givenBy(by)}: {summary}
                    {note && <q>{note}</q>}
                  </span>
                  {taken ? (
                    <span className="meta">{t.takenAt(taken.by, whenShort(taken.at, now))}</span>
                  ) : person === me ? (
                    <span className="meta">{t.waitsTaker}</span>
                  ) : (
                    <Button kind="go" icon="check" onClick={() => void take(id)}>
                      {t.take}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
}
