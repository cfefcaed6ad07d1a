import { useState } from 'react';
import { getJson } from '../../live/rest.js';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/notice.js';
import { useSend } from '../data/send.js';
import { Failed } from '../parts/failed.js';
import { useAuditWords } from './words.js';

type Verdict = { intact: true; entries: number; head: string } | { intact: false; brokenAt: number };

/** Whether the log is as it was written: computed anew when somebody asks. */
export function ChainState() {
  const t = useAuditWords();
  const sending = useSend();
  const [verdict, setVerdict] = useState<Verdict>();
  const check = () => void sending.run(async () => setVerdict(await getJson<Verdict>('/api/audit/chain')));
  return (
    <div className="chain">
      <Button icon="link" busy={sending.busy && t.checking} onClick={check}>
        {t.check}
      </Button>
      {verdict?.intact && (
        <Notice kind="done" title={t.intact(String(verdict.entries))}>
          <p className="meta">{t.head}</p>
          <code>{verdict.head}</code>
        </Notice>
      )}
      {verdict && !verdict.intact && (
        <Notice kind="emergency" title={t.broken(verdict.brokenAt)}>
          <p>{t.brokenWhy}</p>
        </Notice>
      )}
      <Failed error={sending.failed} />
    </div>
  );
}
