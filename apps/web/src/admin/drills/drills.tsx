import './drills.css';
import { type Drill, isDrillOver } from '#hub/contracts';
import { useState } from 'react';
import { ddmmyyyy, hhmm } from '../../format/clock.js';
import { postJson } from '../../live/rest.js';
import { may } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { Empty } from '../../ui/notice.js';
import { Severity } from '../../ui/severity.js';
import { say } from '../../ui/toast.js';
import { askAgain } from '../data/ask.js';
import { hrefOf } from '../../operations/address.js';
import { useNow } from '../data/hub.js';
import { useSend } from '../data/send.js';
import { Answered } from '../parts/answered.js';
import { Box } from '../parts/box.js';
import { Confirm } from '../parts/confirm.js';
import { PageHead } from '../parts/page-head.js';
import { DRILLS, useDrills } from './drill-data.js';
import { DrillSteps } from './drill-steps.js';
import { PlanDrill } from './plan-drill.js';
import { useDrillWords } from './words.js';

const whenWords = (at: number): string => `${hhmm(at)} ${ddmmyyyy(at)}`;
const STATE = {
  planned: 'info',
  running: 'info',
  passed: 'normal',
  failed: 'warning',
  'cut-short': 'watch',
  'called-off': 'watch',
  missed: 'watch',
  cancelled: 'stale',
} as const;

/** Drills: what is planned, what goes on, and what came of each. */
export default function DrillsSection() {
  const t = useDrillWords();
  const answer = useDrills();
  const now = useNow();
  const [planning, setPlanning] = useState(false);
  const mayWrite = may(useMe(), 'roster.write');
  return (
    <>
      <PageHead
        title={t.title}
        lead={t.lead}
        actions={
          <>
            <ButtonLink icon="download" href={`${DRILLS}/export`} download>
              {t.export}
            </ButtonLink>
            {mayWrite && (
              <Button kind="go" icon="add" onClick={() => setPlanning(true)}>
                {t.plan}
              </Button>
            )}
          </>
        }
      />
      <Answered answer={answer}>{({ drills }) => <Lists drills={drills} mayWrite={mayWrite} />}</Answered>
      {planning && <PlanDrill now={now} onClose={() => setPlanning(false)} />}
    </>
  );
}

function Lists({ drills, mayWrite }: { drills: readonly Drill[]; mayWrite: boolean }) {
  const t = useDrillWords();
  const running = drills.filter(({ state }) => state === 'running');
  const planned = drills.filter(({ state }) => state === 'planned').sort((a, b) => a.plannedAt - b.plannedAt);
  const over = drills
    .filter((drill) => isDrillOver(drill) && drill.state !== 'cancelled')
    .sort((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0));
  return (
    <>
      {running.map((drill) => (
        <Box key={drill.id} title={t.running}>
          <Result drill={drill} />
        </Box>
      ))}
      <Box title={t.planned}>
        {planned.length === 0 ? (
          <p className="meta">{t.plannedNone}</p>
        ) : (
          <ul className="drill-list">
            {planned.map((drill) => (
              <Planned key={drill.id} drill={drill} mayWrite={mayWrite} />
            ))}
          </ul>
        )}
      </Box>
      <Box title={t.results}>
        {over.length === 0 ? (
          <Empty icon="bell" title={t.empty}>
            <p>{t.emptyWhy}</p>
          </Empty>
        ) : (
          <ul className="drill-list">
            {over.map((drill) => (
              <li key={drill.id}>
                <Result drill={drill} />
              </li>
            ))}
          </ul>
        )}
      </Box>
    </>
  );
}

function Planned({ drill, mayWrite }: { drill: Drill; mayWrite: boolean }) {
  const t = useDrillWords();
  const [asking, setAsking] = useState(false);
  const sending = useSend();
  const { id, severity, plannedAt, repeat, by } = drill;
  const take = () =>
    sending.run(async () => {
      await postJson(`${DRILLS}/${encodeURIComponent(id)}/cancel`, {});
      askAgain(DRILLS);
      say(t.taken);
    });
  return (
    <li className="drill-planned">
      <b className="num">{whenWords(plannedAt)}</b>
      <span>{[t.severities[severity], repeat && t.monthly].filter(Boolean).join(' · ')}</span>
      <span className="meta">{t.by(by)}</span>
      {mayWrite && (
        <Button kind="quiet" icon="trash" onClick={() => setAsking(true)}>
          {t.take}
        </Button>
      )}
      {asking && (
        <Confirm
          danger
          title={t.takeTitle}
          act={t.take}
          sending={sending}
          onAct={() => void take()}
          onClose={() => setAsking(false)}
        >
          <p>{t.takeWhy(whenWords(plannedAt))}</p>
        </Confirm>
      )}
    </li>
  );
}

function Result({ drill }: { drill: Drill }) {
  const t = useDrillWords();
  const { severity, plannedAt, startedAt, state, by, incident } = drill;
  return (
    <article className="drill">
      <header>
        <Severity kind={STATE[state]} />
        <h3>{t.states[state]}</h3>
        <span className="num">{whenWords(startedAt ?? plannedAt)}</span>
        <span>{t.severities[severity]}</span>
        <span className="meta">{t.by(by)}</span>
        {incident !== undefined && (
          <ButtonLink kind="quiet" iconAfter="next" href={hrefOf(incident)}>
            {t.toIncident}
          </ButtonLink>
        )}
      </header>
      {startedAt !== undefined && <DrillSteps drill={drill} />}
    </article>
  );
}
