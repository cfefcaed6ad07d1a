import './roster.css';
import '../rules/days.css';
import { useState } from 'react';
import { DAY_MS, ddmm, hhmm } from '../../format/clock.js';
import { postJson } from '../../live/rest.js';
import { may } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import { Button } from '../../ui/button.js';
import { Empty } from '../../ui/notice.js';
import { Severity } from '../../ui/severity.js';
import { say } from '../../ui/toast.js';
import { useNow } from '../data/hub.js';
import { useSend } from '../data/send.js';
import { Answered } from '../parts/answered.js';
import { Box } from '../parts/box.js';
import { Failed } from '../parts/failed.js';
import { PageHead } from '../parts/page-head.js';
import { AddShift, EditShift, SwapShift } from './dialogs.js';
import { type NamedRoster, useNames, useOnDuty, useRoster } from './roster-data.js';
import { type Cell, weekOf } from './week.js';
import { useRosterWords } from './words.js';

/** The duty roster: who is on duty now, and the week. */
export default function RosterSection() {
  const t = useRosterWords();
  const answer = useRoster();
  const [adding, setAdding] = useState(false);
  const mayWrite = may(useMe(), 'roster.write');
  return (
    <>
      <PageHead
        title={t.title}
        lead={t.lead}
        actions={
          mayWrite &&
          answer.value && (
            <Button kind="go" icon="add" onClick={() => setAdding(true)}>
              {t.add}
            </Button>
          )
        }
      />
      <Now />
      <Answered answer={answer}>
        {(roster) =>
          roster.shifts.length === 0 ? (
            <Empty icon="calendar" title={t.empty}>
              <p>{t.emptyWhy}</p>
            </Empty>
          ) : (
            <WeekTable roster={roster} mayWrite={mayWrite} />
          )
        }
      </Answered>
      {adding && answer.value && <AddShift roster={answer.value} onClose={() => setAdding(false)} />}
    </>
  );
}

function Now() {
  const t = useRosterWords();
  const answer = useOnDuty();
  const sending = useSend();
  const ring = () =>
    sending.run(async () => {
      await postJson('/api/push/test', {});
      say(t.bellRung);
    });
  return (
    <Box
      title={t.now}
      right={
        <Button icon="bell" busy={sending.busy && t.bell} onClick={() => void ring()}>
          {t.bell}
        </Button>
      }
    >
      <Failed error={sending.failed} />
      <Answered answer={answer}>
        {({ watch, ready, onDuty, names }) =>
          watch ? (
            <p className="roster-now" role="status">
              <Severity kind={ready === 'silent' ? 'watch' : 'normal'} />
              <b>{names[onDuty ?? watch.person] ?? onDuty}</b>
              <span className="num">
                {hhmm(watch.from)}–{hhmm(watch.to)}
              </span>
              {watch.deputy && onDuty !== watch.deputy && <span>{t.deputy(names[watch.deputy] ?? watch.deputy)}</span>}
              <span className="meta">{ready ? t[ready] : t.unrung}</span>
            </p>
          ) : (
            <p>{t.nobody}</p>
          )
        }
      </Answered>
    </Box>
  );
}

function WeekTable({ roster, mayWrite }: { roster: NamedRoster; mayWrite: boolean }) {
  const t = useRosterWords();
  const now = useNow(60_000);
  const nameOf = useNames(roster);
  const [ahead, setAhead] = useState(0);
  const [open, setOpen] = useState<{ cell: Cell; what: 'edit' | 'swap' }>();
  const week = weekOf(roster, now + ahead * 7 * DAY_MS);
  const [monday, sunday] = [week.dates[0]!, week.dates[6]!].map((date) => ddmm(Date.parse(`${date}T00:00:00Z`)));
  return (
    <Box
      title={t.week(monday!, sunday!)}
      right={
        <>
          <Button icon="back" onClick={() => setAhead(ahead - 1)}>
            {t.before}
          </Button>
          {ahead !== 0 && <Button onClick={() => setAhead(0)}>{t.today}</Button>}
          <Button iconAfter="next" onClick={() => setAhead(ahead + 1)}>
            {t.after}
          </Button>
        </>
      }
    >
      <div className="roster-scroll">
        <table className="roster-week">
          <thead>
            <tr>
              <th scope="col">{t.shift}</th>
              {week.dates.map((date, i) => (
                <th key={date} scope="col">
                  {t.days[i]} <span className="num">{ddmm(Date.parse(`${date}T00:00:00Z`))}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {week.rows.map(({ from, to, cells }) => (
              <tr key={`${from} ${to}`}>
                <th scope="row" className="num">
                  {from}–{to}
                </th>
                {cells.map((cell, i) => (
                  <td key={week.dates[i]}>
                    {cell && (
                      <div className={cell.watch.from <= now && now < cell.watch.to ? 'roster-cell on' : 'roster-cell'}>
                        <b>{nameOf(cell.watch.person)}</b>
                        {cell.watch.deputy && <span className="meta">{t.deputy(nameOf(cell.watch.deputy))}</span>}
                        {cell.swapped && <span className="meta">{t.swapped}</span>}
                        {cell.watch.to > now && (
                          <span className="roster-acts">
                            <Button kind="quiet" onClick={() => setOpen({ cell, what: 'swap' })}>
                              {t.swap}
                            </Button>
                            {mayWrite && (
                              <Button kind="quiet" onClick={() => setOpen({ cell, what: 'edit' })}>
                                {t.edit}
                              </Button>
                            )}
                          </span>
                        )}
                      </div>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {open?.what === 'swap' && <SwapShift roster={roster} cell={open.cell} onClose={() => setOpen(undefined)} />}
      {open?.what === 'edit' && <EditShift roster={roster} cell={open.cell} onClose={() => setOpen(undefined)} />}
    </Box>
  );
}
