import { CLAIM_STATES, type ClaimState, groupedCode } from '#hub/contracts';
import { type FormEvent, useState } from 'react';
import { useLang } from '../../i18n/lang.js';
import { postJson, sendJson } from '../../live/rest.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { SelectField, TextField } from '../../ui/field.js';
import { Empty, Notice } from '../../ui/notice.js';
import { Table } from '../../ui/table.js';
import { say } from '../../ui/toast.js';
import { Way } from '../../ui/way.js';
import { askAgain, useAsk } from '../data/ask.js';
import { useProfiles } from '../data/devices.js';
import { useSend } from '../data/send.js';
import { Answered } from '../parts/answered.js';
import { Box } from '../parts/box.js';
import { Confirm } from '../parts/confirm.js';
import { Failed } from '../parts/failed.js';
import { Pager } from '../parts/pager.js';
import { Exactly } from '../parts/when.js';
import { hrefOf } from '../route/address.js';
import { useWaitingWords } from './words.js';

interface Label {
  code: string;
  state: ClaimState;
  profile?: string;
  created: number;
  expires: number;
  device?: string;
}
interface Printed {
  sheet: string;
  expires: number;
  labels: { code: string }[];
}

const CLAIMS = '/api/claims';
const PER_PAGE = 50;

/** Labels for boxes: made, printed, and what became of each. */
export function Labels() {
  const t = useWaitingWords();
  const lang = useLang();
  const profiles = new Map(useProfiles().value?.profiles.map((p) => [p.id, p[lang]]));
  const [state, setState] = useState<ClaimState | ''>('');
  const [offset, setOffset] = useState(0);
  const [withdrawing, setWithdrawing] = useState<Label>();
  const sending = useSend();
  const answer = useAsk<{ claims: Label[]; total: number }>(
    `${CLAIMS}?${state && `state=${state}&`}limit=${PER_PAGE}&offset=${offset}`,
  );
  const withdraw = ({ code }: Label) =>
    void sending.run(async () => {
      await sendJson('DELETE', `${CLAIMS}/${code}`);
      say(t.withdrawn);
      setWithdrawing(undefined);
      askAgain(CLAIMS);
    });
  return (
    <div className="main-column">
      <PrintForm />
      <Box
        title={t.tabs.labels}
        right={
          <SelectField
            label={t.state}
            value={state}
            onChange={(e) => {
              setState(e.target.value as ClaimState | '');
              setOffset(0);
            }}
          >
            <option value="">{t.all}</option>
            {CLAIM_STATES.map((s) => (
              <option key={s} value={s}>
                {t.states[s]}
              </option>
            ))}
          </SelectField>
        }
      >
        <Answered answer={answer}>
          {({ claims, total }) => (
            <>
              <Table<Label>
                caption={t.tabs.labels}
                rows={claims}
                keyOf={({ code }) => code}
                empty={<Empty icon="qr" title={t.noLabels} />}
                columns={[
                  { id: 'code', head: t.code, num: true, cell: ({ code }) => groupedCode(code) },
                  { id: 'state', head: t.state, cell: (label) => t.states[label.state] },
                  {
                    id: 'profile',
                    head: t.profile,
                    cell: ({ profile }) => (profile ? (profiles.get(profile) ?? profile) : t.anyProfile),
                  },
                  {
                    id: 'device',
                    head: t.device,
                    cell: ({ device }) => device && <Way href={hrefOf('devices', [device])}>{device}</Way>,
                  },
                  { id: 'expires', head: t.expires, num: true, cell: ({ expires }) => <Exactly at={expires} /> },
                  {
                    id: 'withdraw',
                    head: t.action,
                    quiet: true,
                    cell: (label) =>
                      label.state === 'open' && (
                        <Button icon="off" onClick={() => setWithdrawing(label)}>
                          {t.withdraw}
                        </Button>
                      ),
                  },
                ]}
              />
              <Pager offset={offset} limit={PER_PAGE} total={total} onOffset={setOffset} />
            </>
          )}
        </Answered>
      </Box>
      {withdrawing && (
        <Confirm
          title={t.withdrawTitle(groupedCode(withdrawing.code))}
          act={t.withdraw}
          danger
          sending={sending}
          onAct={() => withdraw(withdrawing)}
          onClose={() => setWithdrawing(undefined)}
        >
          <p>{t.withdrawWhy}</p>
        </Confirm>
      )}
    </div>
  );
}

function PrintForm() {
  const t = useWaitingWords();
  const lang = useLang();
  const profiles = useProfiles().value?.profiles ?? [];
  const sending = useSend();
  const [count, setCount] = useState('24');
  const [days, setDays] = useState('365');
  const [profile, setProfile] = useState('');
  const [tried, setTried] = useState(false);
  const [printed, setPrinted] = useState<Printed>();
  const whole = (text: string) => /^[1-9]\d*$/.test(text.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!whole(count) || !whole(days)) return;
    void sending.run(async () => {
      const wanted = { count: Number(count), days: Number(days), ...(profile && { profile }) };
      setPrinted(await postJson<Printed>(CLAIMS, wanted));
      askAgain(CLAIMS);
    });
  };
  return (
    <Box title={t.print} right={<span className="meta">{t.labelsLead}</span>}>
      <form className="label-form" onSubmit={submit} noValidate>
        <TextField
          label={t.count}
          inputMode="numeric"
          value={count}
          error={(tried && !whole(count) ? t.number : undefined) ?? sending.failed?.problemWith('count')}
          onChange={(e) => setCount(e.target.value)}
        />
        <SelectField label={t.profile} value={profile} onChange={(e) => setProfile(e.target.value)}>
          <option value="">{t.anyProfile}</option>
          {profiles.map((p) => (
            <option key={p.id} value={p.id}>
              {p[lang]}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t.days}
          inputMode="numeric"
          value={days}
          error={(tried && !whole(days) ? t.number : undefined) ?? sending.failed?.problemWith('days')}
          onChange={(e) => setDays(e.target.value)}
        />
        <Button type="submit" kind="go" icon="print" busy={sending.busy && t.working}>
          {t.make}
        </Button>
      </form>
      <Failed error={sending.failed} />
      {printed && (
        <Notice kind="done" title={t.made(printed.labels.length)}>
          <p>{t.sheetWhy}</p>
          <p>
            <ButtonLink
              icon="print"
              href={`${CLAIMS}/labels.pdf?sheet=${encodeURIComponent(printed.sheet)}`}
              target="_blank"
              rel="noopener"
            >
              {t.openSheet}
            </ButtonLink>
          </p>
        </Notice>
      )}
    </Box>
  );
}
