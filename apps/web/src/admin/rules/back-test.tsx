import { type Rule, type RuleChange } from '#hub/contracts';
import { useState } from 'react';
import { figure, withUnit } from '../../format/figures.js';
import { useLang } from '../../i18n/lang.js';
import { postJson } from '../../live/rest.js';
import { Button } from '../../ui/button.js';
import { type Column, Table } from '../../ui/table.js';
import { Way } from '../../ui/way.js';
import { useDevices } from '../data/devices.js';
import { useSend } from '../data/send.js';
import { same } from '../form/draft.js';
import { Box } from '../parts/box.js';
import { Failed } from '../parts/failed.js';
import { Exactly } from '../parts/when.js';
import { hrefOf } from '../route/address.js';
import { pathOf, type Tried } from './rule-data.js';
import { useRuleWords } from './words.js';

const SHOWN = 20;
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** Of less than this nobody can say how often in a week. */
const ENOUGH_MS = 2 * DAY_MS;
type Fired = Tried['fired'][number];

/** Runs the draft over the past: how often it would have told, of what, and what it would have missed. */
export function BackTest(props: {
  rule: Rule;
  change: RuleChange;
  wrong: boolean;
  labels: Readonly<Record<string, string>>;
}) {
  const { rule, change, wrong, labels } = props;
  const t = useRuleWords();
  const sending = useSend();
  const [asked, setAsked] = useState<RuleChange>();
  const [tried, setTried] = useState<{ change: RuleChange; result: Tried }>();
  const run = () => {
    setAsked(change);
    return sending.run(async () => {
      const result = await postJson<Tried>(`${pathOf(rule.id)}/try`, { change, days: 30 });
      setTried({ change, result });
    });
  };
  return (
    <Box title={t.try}>
      <p className="meta">{rule.type === 'silence' ? t.trySilence : t.tryWhy}</p>
      <div className="form-actions">
        <Button
          icon="clock"
          busy={sending.busy && t.trying}
          off={wrong ? t.wrongFirst : undefined}
          onClick={() => void run()}
        >
          {t.try}
        </Button>
      </div>
      {/* what was said of another draft says nothing of this one */}
      <Failed error={same(asked, change) ? sending.failed : undefined} labels={labels} />
      {tried && (
        <div role="status" className="rule-tried">
          {!same(tried.change, change) && <p className="old-note">{t.stale}</p>}
          <Result rule={rule} result={tried.result} />
        </div>
      )}
    </Box>
  );
}

function Result({ rule, result }: { rule: Rule; result: Tried }) {
  const t = useRuleWords();
  const lang = useLang();
  const devices = useDevices().value?.devices ?? [];
  const nameOf = (id: string) => devices.find((device) => device.id === id)?.name ?? id;
  const { total, fired, from, to, missed, confirmed, spared } = result;
  if (result.points === 0) return <p>{t.noData}</p>;
  const coveredMs = to - (result.dataFrom ?? from);
  const perWeek = figure((total * WEEK_MS) / coveredMs, total > 0 && total < 40 ? 1 : 0, lang);
  const days = coveredMs < to - from - DAY_MS && figure(coveredMs / DAY_MS, coveredMs < 10 * DAY_MS ? 1 : 0, lang);
  const metric = 'metric' in rule ? rule.metric : undefined;
  const columns: Column<Fired>[] = [
    {
      id: 'device',
      head: t.station,
      cell: ({ device }) => <Way href={hrefOf('devices', [device])}>{nameOf(device)}</Way>,
    },
    { id: 'when', head: t.when, num: true, cell: ({ startedAt }) => <Exactly at={startedAt} /> },
    {
      id: 'until',
      head: t.until,
      num: true,
      cell: ({ endedAt }) => (endedAt === undefined ? t.lasting : <Exactly at={endedAt} />),
    },
  ];
  if (metric)
    columns.push({
      id: 'peak',
      head: t.peak,
      num: true,
      cell: ({ peak }) => (peak === undefined ? '—' : withUnit(metric, peak, lang)),
    });
  return (
    <>
      <p className="rule-total">
        <b>{t.tried(total, result.devices)}</b>
        {total > 0 && coveredMs >= ENOUGH_MS && ` · ${t.perWeek(perWeek)}`}
        {days && ` · ${t.dataOf(days)}`}
      </p>
      {result.recorded > 0 && <p>{t.recorded(result.recorded)}</p>}
      <p>{t.missed(missed.length, confirmed)}</p>
      {result.false > 0 && <p>{t.spared(spared, result.false)}</p>}
      {total > 0 && (
        <Table<Fired>
          caption={t.newest(Math.min(SHOWN, total))}
          rows={fired.slice(0, SHOWN)}
          keyOf={({ device, startedAt }) => `${device} ${startedAt}`}
          columns={columns}
        />
      )}
    </>
  );
}
