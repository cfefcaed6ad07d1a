import type { Escalation, Incident } from '#hub/contracts';
import { whenShort } from '../../format/clock.js';
import { useLang } from '../../i18n/lang.js';
import { hasNews, holds, isSettling } from '../../incidents/incident.js';
import { incidentWords } from '../../incidents/words.js';
import { nextCall } from '../status-words.js';
import { useWords } from '../words/use-words.js';

interface Step {
  name: string;
  note: string;
  state: 'done' | 'here' | 'next';
}

/** How far an incident has come: opened, accepted, over, and what came of it. */
export function Steps({ incident, now, escalation }: { incident: Incident; now: number; escalation?: Escalation }) {
  const t = useWords();
  const words = incidentWords[useLang()];
  const { acknowledgement, assigned, verdict, endedAt, startedAt, openedAt } = incident;
  const time = (at: number) => whenShort(at, now);
  const late = openedAt - startedAt > 10 * 60_000;
  const has = assigned ? assigned.name : acknowledgement?.by;
  const steps: Omit<Step, 'state'>[] = [
    { name: t.stepOpened, note: late ? `${time(startedAt)}, ${t.learntLate(time(openedAt))}` : time(openedAt) },
    {
      name: t.stepTaken,
      note: acknowledgement
        ? [`${time(acknowledgement.at)} · ${has}`, hasNews(incident) && t.news].filter(Boolean).join(' – ')
        : [assigned ? t.assignedTo(assigned.name) : t.nobody.toLowerCase(), nextCall(now, t, escalation)]
            .filter(Boolean)
            .join(' · '),
    },
    {
      name: t.stepOver,
      note: isSettling(incident)
        ? t.stillReported
        : holds(incident)
          ? t.going
          : endedAt === undefined
            ? '—'
            : time(endedAt),
    },
    {
      name: t.stepDone,
      note: !verdict
        ? t.notYet
        : verdict.kind === 'resolved'
          ? `${t.acts.resolve} ${time(verdict.at)} · ${verdict.by}`
          : `${t.acts.false} ${time(verdict.at)}${verdict.cause ? ` · ${words.falseCauses[verdict.cause]}` : ''}`,
    },
  ];
  const done = [
    true,
    acknowledgement !== undefined && incident.state !== 'unacknowledged',
    !holds(incident),
    verdict !== undefined,
  ];
  const here = done.indexOf(false);
  return (
    <ol className="steps" aria-label={t.steps}>
      {steps.map(({ name, note }, i) => (
        <li
          key={name}
          className={done[i] ? 'done' : i === here ? 'here' : 'next'}
          aria-current={i === here ? 'step' : undefined}
        >
          <i aria-hidden="true" />
          <b>{name}</b> <span className="num">{note}</span>
        </li>
      ))}
    </ol>
  );
}
