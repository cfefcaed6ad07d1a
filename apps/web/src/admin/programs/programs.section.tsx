import '../form/form.css';
import { useState } from 'react';
import { postJson, sendJson } from '../../live/rest.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextField } from '../../ui/field.js';
import { Empty } from '../../ui/notice.js';
import { Table } from '../../ui/table.js';
import { say } from '../../ui/toast.js';
import { askAgain, useAsk } from '../data/ask.js';
import { useSend } from '../data/send.js';
import { Answered } from '../parts/answered.js';
import { Box } from '../parts/box.js';
import { Confirm } from '../parts/confirm.js';
import { CopyLine } from '../parts/copy.js';
import { Failed } from '../parts/failed.js';
import { PageHead } from '../parts/page-head.js';
import { Ago, Exactly } from '../parts/when.js';
import { useProgramWords } from './words.js';

interface Program {
  id: string;
  name: string;
  created: number;
  lastSeen?: number;
}

const PROGRAMS = '/api/programs';

/** Programs with a token, which look after the hub. */
export default function ProgramsSection() {
  const t = useProgramWords();
  const answer = useAsk<{ programs: Program[] }>(PROGRAMS, 30_000);
  const [revoking, setRevoking] = useState<Program>();
  const sending = useSend();
  const revoke = async ({ id, name }: Program) => {
    if (!(await sending.run(async () => void (await sendJson('DELETE', `${PROGRAMS}/${encodeURIComponent(id)}`)))))
      return;
    say(t.revoked(name));
    setRevoking(undefined);
    askAgain(PROGRAMS);
  };
  return (
    <>
      <PageHead title={t.title} lead={t.lead} />
      <div className="main-column">
        <Add />
        <Answered answer={answer}>
          {({ programs }) => (
            <div className="card">
              <Table<Program>
                caption={t.title}
                rows={programs}
                keyOf={({ id }) => id}
                empty={
                  <Empty icon="key" title={t.none}>
                    <p>{t.noneWhy}</p>
                  </Empty>
                }
                columns={[
                  { id: 'name', head: t.name, cell: ({ name }) => name },
                  {
                    id: 'seen',
                    head: t.seen,
                    cell: ({ lastSeen }) => (lastSeen === undefined ? t.never : <Ago at={lastSeen} />),
                  },
                  { id: 'since', head: t.since, num: true, cell: ({ created }) => <Exactly at={created} /> },
                  {
                    id: 'act',
                    head: t.action,
                    quiet: true,
                    cell: (program) => (
                      <Button kind="danger" icon="off" onClick={() => setRevoking(program)}>
                        {t.revoke}
                      </Button>
                    ),
                  },
                ]}
              />
            </div>
          )}
        </Answered>
      </div>
      {revoking && (
        <Confirm
          title={t.revokeTitle(revoking.name)}
          act={t.revoke}
          danger
          sending={sending}
          onAct={() => void revoke(revoking)}
          onClose={() => {
            sending.clear();
            setRevoking(undefined);
          }}
        >
          <p>{t.revokeWhy}</p>
        </Confirm>
      )}
    </>
  );
}

function Add() {
  const t = useProgramWords();
  const sending = useSend();
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const [token, setToken] = useState<string>();
  const add = () => {
    setTried(true);
    if (!name.trim()) return;
    void sending.run(async () => {
      const answer = await postJson<{ token: string }>(PROGRAMS, { name: name.trim() });
      setToken(answer.token);
      setName('');
      setTried(false);
      askAgain(PROGRAMS);
    });
  };
  return (
    <Box title={t.addTitle}>
      <form
        className="form record-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <TextField
          label={t.name}
          hint={t.nameHint}
          error={tried && !name.trim() ? t.nameMissing : undefined}
          value={name}
          maxLength={120}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
        <Failed error={sending.failed} />
        <div className="form-actions">
          <Button type="submit" kind="go" icon="key" busy={sending.busy && t.adding}>
            {t.add}
          </Button>
        </div>
      </form>
      {token !== undefined && (
        <Dialog
          title={t.tokenTitle}
          onClose={() => setToken(undefined)}
          actions={
            <Button kind="go" icon="check" onClick={() => setToken(undefined)}>
              {t.copied}
            </Button>
          }
        >
          <p>{t.tokenWhy}</p>
          <CopyLine label={t.token} text={token} />
        </Dialog>
      )}
    </Box>
  );
}
