import './overview.css';
import { type Device, METRICS, type Refusal } from '#hub/contracts';
import type { ReactNode } from 'react';
import { useLang } from '../../i18n/lang.js';
import { may } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import { useTrust } from '../../trust/use-trust.js';
import { Empty } from '../../ui/notice.js';
import { Severity } from '../../ui/severity.js';
import { Way } from '../../ui/way.js';
import { useAsk } from '../data/ask.js';
import { useDevices } from '../data/devices.js';
import { useLive, useNow } from '../data/hub.js';
import { linkOf } from '../devices/device-filter.js';
import { Answered } from '../parts/answered.js';
import { Box } from '../parts/box.js';
import { PageHead } from '../parts/page-head.js';
import { hrefOf } from '../route/address.js';
import { FirstSteps } from './first-steps.js';
import { useOverviewWords } from './words.js';

const DAY_MS = 86_400_000;
const NAMED = 4;

interface Concern {
  id: string;
  kind: 'watch' | 'info' | 'stale';
  words: string;
  detail?: string;
  href: string;
}

/** What needs a look, and how much there is. */
export default function Overview() {
  const t = useOverviewWords();
  const devices = useDevices();
  return (
    <>
      <PageHead title={t.title} />
      <Answered answer={devices}>{({ devices: all }) => <Seen devices={all} />}</Answered>
    </>
  );
}

function Seen({ devices }: { devices: readonly Device[] }) {
  const t = useOverviewWords();
  const me = useMe();
  const concerns = [
    ...useAlertConcerns(),
    ...useCertificateConcerns(),
    ...useWaitingConcerns(),
    ...useDeviceConcerns(devices),
    ...useTrustConcerns(devices),
    ...usePacketConcerns(),
  ];
  const presence = useLive((live) => live.presence);
  const inUse = devices.filter((d) => d.state === 'installed');
  return (
    <div className="overview">
      <Box title={t.attention}>
        {concerns.length === 0 && devices.length === 0 && may(me, 'devices.write') ? (
          <FirstSteps />
        ) : concerns.length === 0 ? (
          <Empty icon={devices.length > 0 ? 'check' : 'map'} title={devices.length > 0 ? t.calm : t.nothingHere}>
            <p>{devices.length > 0 ? t.calmWhy : t.nothingHereWhy}</p>
          </Empty>
        ) : (
          <ul className="concerns">
            {concerns.map((concern) => (
              <li key={concern.id}>
                <Way href={concern.href}>
                  <Severity kind={concern.kind} />
                  <span>
                    <b>{concern.words}</b>
                    {concern.detail && <span className="meta">{concern.detail}</span>}
                  </span>
                </Way>
              </li>
            ))}
          </ul>
        )}
      </Box>
      <Box title={t.counts}>
        <ul className="counts">
          <Count href={hrefOf('devices', [], { 'trang-thai': 'installed' })} name={t.devices} n={inUse.length} />
          <Count
            href={hrefOf('devices', [], { noi: 'online' })}
            name={t.heard}
            n={inUse.filter((d) => linkOf(d, presence) === 'online').length}
          />
          {may(me, 'devices.write') && <Gateways />}
        </ul>
      </Box>
    </div>
  );
}

function Gateways() {
  const t = useOverviewWords();
  const { value } = useAsk<{ gateways: unknown[] }>('/api/gateways');
  return value ? <Count href={hrefOf('gateways')} name={t.gateways} n={value.gateways.length} /> : null;
}

function Count({ href, name, n }: { href: string; name: ReactNode; n: number }) {
  return (
    <li>
      <Way href={href}>
        <span className="count num">{n}</span>
        {name}
      </Way>
    </li>
  );
}

/** What nobody has taken yet: it is dealt with at the wall. */
function useAlertConcerns(): Concern[] {
  const t = useOverviewWords();
  const lang = useLang();
  const alerts = useLive((live) => live.alerts);
  const open = [...alerts.values()].filter(
    ({ rule, state }) => state === 'unacknowledged' && !rule.startsWith('certificate'),
  );
  if (open.length === 0) return [];
  const places = [...new Set(open.map(({ text }) => (lang === 'vi' ? text.title : text.titleEn)))];
  const detail = t.more(places.slice(0, NAMED).join(', '), places.length - NAMED);
  return [{ id: 'a', kind: 'watch', words: t.alerts(open.length), detail, href: '/wall' }];
}

/** The hub's own certificate, in the words of the alert that it raised. */
function useCertificateConcerns(): Concern[] {
  const lang = useLang();
  const alerts = useLive((live) => live.alerts);
  return [...alerts.values()]
    .filter(({ rule }) => rule.startsWith('certificate'))
    .map(({ id, target, text }) => ({
      id,
      kind: 'watch',
      words: lang === 'vi' ? text.title : text.titleEn,
      detail: lang === 'vi' ? text.sentence : text.sentenceEn,
      href: hrefOf('devices', [target]),
    }));
}

/** What waits for somebody's yes. */
function useWaitingConcerns(): Concern[] {
  const t = useOverviewWords();
  const me = useMe();
  const boxes = useAsk<{ total: number }>(may(me, 'devices.approve') ? '/api/boxes?limit=1' : undefined, 30_000);
  const commands = useAsk<{ total: number }>(
    may(me, 'commands.approve') ? '/api/commands?state=awaiting-approval&limit=1' : undefined,
    10_000,
  );
  const tasks = useAsk<{ total: number }>(
    may(me, 'commands.read') ? '/api/commands?state=task&limit=1' : undefined,
    30_000,
  );
  const some = (total: number | undefined): total is number => total !== undefined && total > 0;
  return [
    some(commands.value?.total) && { id: 'c', words: t.approvals(commands.value.total), href: hrefOf('commands') },
    some(tasks.value?.total) && { id: 't', words: t.tasks(tasks.value.total), href: hrefOf('commands') },
    some(boxes.value?.total) && { id: 'b', words: t.boxes(boxes.value.total), href: hrefOf('waiting') },
  ]
    .filter((concern) => concern !== false)
    .map((concern): Concern => ({ ...concern, kind: 'watch' }));
}

function useDeviceConcerns(devices: readonly Device[]): Concern[] {
  const t = useOverviewWords();
  const presence = useLive((live) => live.presence);
  const inUse = devices.filter((d) => d.state === 'installed');
  const told = (found: readonly Device[]) =>
    t.more(
      found
        .slice(0, NAMED)
        .map((d) => d.name)
        .join(', '),
      found.length - NAMED,
    );
  const concerns: (Concern & { of: readonly Device[] })[] = [];
  const add = (
    of: readonly Device[],
    words: (n: number) => string,
    kind: Concern['kind'],
    query: Record<string, string>,
  ) =>
    concerns.push({
      id: words(0),
      of,
      kind,
      words: words(of.length),
      detail: told(of),
      href: hrefOf('devices', [], query),
    });
  const lost = inUse.filter((d) => ['silent', 'offline'].includes(linkOf(d, presence)));
  add(lost, t.silent, 'watch', { 'trang-thai': 'installed', noi: 'silent' });
  add(
    inUse.filter((d) => linkOf(d, presence) === 'never'),
    t.never,
    'watch',
    { 'trang-thai': 'installed', noi: 'never' },
  );
  add(
    devices.filter((d) => d.state === 'faulty'),
    t.faulty,
    'watch',
    { 'trang-thai': 'faulty' },
  );
  add(
    devices.filter((d) => d.state === 'maintenance' || d.state === 'calibrating'),
    t.maintenance,
    'stale',
    { 'trang-thai': 'maintenance' },
  );
  return concerns.filter(({ of }) => of.length > 0);
}

/** Probes of low trust, each with what to do about it; of many the worst. */
function useTrustConcerns(devices: readonly Device[]): Concern[] {
  const t = useOverviewWords();
  const lang = useLang();
  const low = (useTrust() ?? []).filter((probe) => probe.low);
  return low.slice(0, NAMED).map(({ device, metric, score, maintenance }) => ({
    id: `trust ${device} ${metric}`,
    kind: 'watch',
    words: t.lowTrust(devices.find(({ id }) => id === device)?.name ?? device, METRICS[metric][lang], score),
    ...(maintenance && { detail: maintenance[lang] }),
    href: hrefOf('devices', [device]),
  }));
}

function usePacketConcerns(): Concern[] {
  const t = useOverviewWords();
  const me = useMe();
  const now = useNow(60_000);
  const status = useLive((live) => live.status);
  const inspects = may(me, 'devices.inspect');
  const { value } = useAsk<{ refusals: Refusal[] }>(inspects ? '/api/refusals?limit=200' : undefined, 60_000);
  const refused = value?.refusals.filter(({ last }) => last > now - DAY_MS) ?? [];
  const sum = refused.reduce((n, { count }) => n + count, 0);
  const letters = hrefOf('unrecognised');
  return [
    status &&
      status.unrecognised > 0 && { id: 'u', kind: 'watch', words: t.unrecognised(status.unrecognised), href: letters },
    status &&
      status.deadLetters > 0 && {
        id: 'd',
        kind: 'info',
        words: t.setAside(status.deadLetters),
        href: `${letters}?loai=hong`,
      },
    sum > 0 && {
      id: 'r',
      kind: 'info',
      words: t.refusals(sum),
      detail: [...new Set(refused.map((r) => r.account))].slice(0, NAMED).join(', '),
      href: hrefOf('devices'),
    },
  ].filter((concern): concern is Concern => Boolean(concern) && inspects);
}
