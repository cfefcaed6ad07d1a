import { batchAccount } from '#hub/contracts';
import { useState } from 'react';
import { useLang } from '../../i18n/lang.js';
import { sendJson } from '../../live/rest.js';
import { mayEverywhere } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import { Button } from '../../ui/button.js';
import { Empty } from '../../ui/notice.js';
import { Table } from '../../ui/table.js';
import { say } from '../../ui/toast.js';
import { askAgain, useAsk } from '../data/ask.js';
import { useProfiles } from '../data/devices.js';
import { useSend } from '../data/send.js';
import { RecordFormView } from '../form/record-form.js';
import type { Fields } from '../form/spec.js';
import { useRecordForm } from '../form/use-record-form.js';
import { Answered } from '../parts/answered.js';
import { Box } from '../parts/box.js';
import { Confirm } from '../parts/confirm.js';
import { SecretDialog } from '../parts/secret-dialog.js';
import { Exactly } from '../parts/when.js';
import { useWaitingWords } from './words.js';

interface Batch {
  id: string;
  profile?: string;
  note?: string;
  created: number;
  expires: number;
  withdrawn?: number;
}

const BATCHES = '/api/batches';

/** Keys that a batch of like boxes shares. */
export function Batches() {
  const t = useWaitingWords();
  const writes = mayEverywhere(useMe(), 'devices.write');
  const sending = useSend();
  const [withdrawing, setWithdrawing] = useState<Batch>();
  const answer = useAsk<{ batches: Batch[] }>(BATCHES);
  const withdraw = ({ id }: Batch) =>
    void sending.run(async () => {
      await sendJson('DELETE', `${BATCHES}/${encodeURIComponent(id)}`);
      say(t.withdrawn);
      setWithdrawing(undefined);
      askAgain(BATCHES);
    });
  return (
    <div className="main-column">
      {writes && <Add />}
      <Box title={t.tabs.batches} right={<span className="meta">{t.batchesLead}</span>}>
        <Answered answer={answer}>
          {({ batches }) => (
            <Table<Batch>
              caption={t.tabs.batches}
              rows={batches}
              keyOf={({ id }) => id}
              empty={<Empty icon="key" title={t.noBatches} />}
              columns={[
                { id: 'id', head: t.batchId, cell: ({ id }) => id },
                { id: 'profile', head: t.profile, cell: ({ profile }) => profile ?? t.anyProfile },
                { id: 'note', head: t.note, cell: ({ note }) => note },
                {
                  id: 'expires',
                  head: t.expires,
                  cell: ({ expires, withdrawn }) => (withdrawn ? t.withdrawn : <Exactly at={expires} />),
                },
                {
                  id: 'withdraw',
                  head: t.action,
                  quiet: true,
                  cell: (batch) =>
                    writes &&
                    batch.withdrawn === undefined && (
                      <Button icon="off" onClick={() => setWithdrawing(batch)}>
                        {t.withdraw}
                      </Button>
                    ),
                },
              ]}
            />
          )}
        </Answered>
      </Box>
      {withdrawing && (
        <Confirm
          title={t.withdrawBatch(withdrawing.id)}
          act={t.withdraw}
          danger
          sending={sending}
          onAct={() => withdraw(withdrawing)}
          onClose={() => setWithdrawing(undefined)}
        >
          <p>{t.withdrawBatchWhy}</p>
        </Confirm>
      )}
    </div>
  );
}

function Add() {
  const t = useWaitingWords();
  const lang = useLang();
  const profiles = useProfiles().value?.profiles ?? [];
  const [made, setMade] = useState<{ batch: Batch; key: string }>();
  const form = useRecordForm({
    specs: [
      { name: 'id', label: t.batchId, kind: 'text', hint: t.idHint },
      {
        name: 'profile',
        label: t.profile,
        kind: 'choice',
        optional: true,
        options: profiles.map((p) => ({ value: p.id, words: p[lang] })),
      },
      { name: 'note', label: t.note, kind: 'text', optional: true },
      { name: 'days', label: t.days, kind: 'figure', optional: true },
    ],
    record: { days: 365 },
    addTo: BATCHES,
    recordIn: () => ({}) satisfies Fields,
    onSaved: (answer) => {
      setMade(answer as unknown as { batch: Batch; key: string });
      askAgain(BATCHES);
    },
  });
  return (
    <Box title={t.addBatch}>
      <RecordFormView form={form} adding />
      {made && (
        <SecretDialog account={batchAccount(made.batch.id)} secret={made.key} onClose={() => setMade(undefined)} />
      )}
    </Box>
  );
}
