import type { Hamlet, SmokeReport } from '#hub/contracts';
import { isInside } from '#hub/geodesy';
import { askAgain, useAsk } from '../../admin/data/ask.js';
import { useNow } from '../../admin/data/hub.js';
import { useSend } from '../../admin/data/send.js';
import { Failed } from '../../admin/parts/failed.js';
import { whenShort } from '../../format/clock.js';
import { reportPath, SMOKE_REPORTS } from '../../incidents/deed.js';
import { useSmokeReportWords } from '../../incidents/smoke-report-words.js';
import { sendJson } from '../../live/rest.js';
import { Button } from '../../ui/button.js';
import { say } from '../../ui/toast.js';

const MINUTE_MS = 60_000;

/** What was written down within a day; what was a mistake is taken back. */
export function ToldLately({ hamlets }: { hamlets: readonly Pick<Hamlet, 'name' | 'area'>[] }) {
  const t = useSmokeReportWords();
  const now = useNow(MINUTE_MS);
  const sending = useSend();
  const reports = useAsk<{ reports: SmokeReport[] }>(SMOKE_REPORTS, MINUTE_MS).value?.reports ?? [];
  if (reports.length === 0) return null;
  const takeBack = ({ id }: SmokeReport) =>
    sending.run(async () => {
      await sendJson('DELETE', reportPath(id));
      askAgain(SMOKE_REPORTS);
      say(t.takenBack);
    });
  return (
    <section className="told-lately">
      <h3>{t.lately}</h3>
      <ul>
        {reports.map((report) => (
          <li key={report.id}>
            <span className="num">{whenShort(report.seenAt, now)}</span>
            <span>
              {hamlets.find(({ area }) => area && isInside(area, [report.lon, report.lat]))?.name ?? t.inFields}
              {report.note && <q>{report.note}</q>}
            </span>
            <Button kind="quiet" onClick={() => void takeBack(report)}>
              {t.takeBack}
            </Button>
          </li>
        ))}
      </ul>
      <Failed error={sending.failed} />
    </section>
  );
}
