import { type Device, DEVICE_STATES, isGone } from '#hub/contracts';
import { useState } from 'react';
import { useLang } from '../../i18n/lang.js';
import { useOutOfService } from '../../service/service-list.js';
import { useServiceWords } from '../../service/words.js';
import { may } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import { Button } from '../../ui/button.js';
import { Empty } from '../../ui/notice.js';
import { type Column, type Sort, Table } from '../../ui/table.js';
import { go, Way } from '../../ui/way.js';
import { useDevices, useProfiles } from '../data/devices.js';
import { useLive } from '../data/hub.js';
import { Answered } from '../parts/answered.js';
import { Choice } from '../parts/choice.js';
import { PageHead } from '../parts/page-head.js';
import { Pager } from '../parts/pager.js';
import { SearchInput } from '../parts/search-input.js';
import { WayButton } from '../parts/way-button.js';
import { Ago } from '../parts/when.js';
import { hrefOf } from '../route/address.js';
import {
  type DeviceFilter,
  filterDevices,
  filterQuery,
  lastHeard,
  linkOf,
  LINKS,
  readFilter,
} from './device-filter.js';
import { LinkMark, StateMark } from './link-words.js';
import { Newest } from './newest.js';
import { useDeviceWords } from './words.js';

const PER_PAGE = 50;

export function DeviceList({ query }: { query: URLSearchParams }) {
  const t = useDeviceWords();
  const me = useMe();
  const devices = useDevices();
  return (
    <>
      <PageHead
        title={t.title}
        lead={t.lead}
        actions={
          may(me, 'devices.write') && (
            <WayButton kind="go" icon="add" href={hrefOf('devices', ['+'])}>
              {t.add}
            </WayButton>
          )
        }
      />
      <Answered answer={devices}>{({ devices: all }) => <Found devices={all} query={query} />}</Answered>
    </>
  );
}

/** The state of its life, and that rules are out of service on it. */
function Watched({ device: { id, state } }: { device: Device }) {
  const t = useServiceWords();
  return (
    <span>
      <StateMark state={state} />
      {useOutOfService(id).length > 0 && <span className="meta out">{t.title}</span>}
    </span>
  );
}

function Found({ devices, query }: { devices: readonly Device[]; query: URLSearchParams }) {
  const t = useDeviceWords();
  const lang = useLang();
  const presence = useLive((live) => live.presence);
  const latest = useLive((live) => live.latest);
  const heardAt = (id: string) => lastHeard(presence.get(id), latest.get(id));
  const { value: { profiles } = { profiles: [] } } = useProfiles();
  const [sort, setSort] = useState<Sort>({ by: 'name', down: false });
  const [offset, setOffset] = useState(0);
  const filter = readFilter(query);
  const narrow = (more: Partial<DeviceFilter>) => {
    setOffset(0);
    go(hrefOf('devices', [], filterQuery({ ...filter, ...more })), { replace: true });
  };
  if (devices.length === 0)
    return (
      <Empty icon="device" title={t.noneYet}>
        <p>{t.noneYetWhy}</p>
      </Empty>
    );
  const nameOf = new Map(profiles.map((p) => [p.id, p[lang]]));
  const found = filterDevices(devices, presence, filter).sort(
    order(sort, {
      name: (d) => d.name,
      hamlet: (d) => d.hamlet ?? '',
      profile: (d) => nameOf.get(d.profile) ?? d.profile,
      link: (d) => String(LINKS.indexOf(linkOf(d, presence))),
      heard: (d) => String(heardAt(d.id) ?? 0).padStart(15, '0'),
    }),
  );
  const hamlets = [...new Set(devices.flatMap((d) => d.hamlet ?? []))].sort((a, b) => a.localeCompare(b, 'vi'));
  const columns: Column<Device>[] = [
    {
      id: 'name',
      head: t.name,
      sortable: true,
      cell: (d) => (
        <Way href={hrefOf('devices', [d.id])}>
          {d.name}
          <span className="meta id">{d.id}</span>
        </Way>
      ),
    },
    { id: 'hamlet', head: t.hamlet, sortable: true, cell: (d) => d.hamlet ?? '—' },
    { id: 'profile', head: t.profile, sortable: true, minor: true, cell: (d) => nameOf.get(d.profile) ?? d.profile },
    { id: 'state', head: t.state, cell: (d) => <Watched device={d} /> },
    {
      id: 'link',
      head: t.link,
      sortable: true,
      cell: (d) => <LinkMark device={d} presence={presence.get(d.id)} />,
    },
    {
      id: 'heard',
      minor: true,
      head: t.lastHeard,
      sortable: true,
      cell: (d) => {
        const at = heardAt(d.id);
        return at === undefined ? '—' : <Ago at={at} />;
      },
    },
    { id: 'values', head: t.values, cell: (d) => <Newest device={d.id} /> },
  ];
  return (
    <>
      <form className="filters" role="search" aria-label={t.filters} onSubmit={(event) => event.preventDefault()}>
        <SearchInput label={t.search} value={filter.search} onSearch={(search) => narrow({ search })} />
        <Choice
          label={t.hamlet}
          value={filter.hamlet}
          onChoose={(hamlet) => narrow({ hamlet })}
          options={hamlets.map((hamlet) => [hamlet, hamlet])}
        />
        <Choice
          label={t.profile}
          value={filter.profile}
          onChoose={(profile) => narrow({ profile })}
          options={[...new Set(devices.map((d) => d.profile))].map((id) => [id, nameOf.get(id) ?? id])}
        />
        <Choice
          label={t.state}
          value={filter.state}
          onChoose={(state) => narrow({ state })}
          options={DEVICE_STATES.map((state) => [state, t.states[state]])}
        />
        <Choice
          label={t.link}
          value={filter.link}
          onChoose={(link) => narrow({ link })}
          options={LINKS.map((link) => [link, t.links[link]])}
        />
      </form>
      <p className="list-count" role="status">
        {t.count(found.length, devices.filter((d) => !isGone(d.state)).length)}
      </p>
      <div className="card">
        <Table
          caption={t.title}
          columns={columns}
          rows={found.slice(offset, offset + PER_PAGE)}
          keyOf={(d) => d.id}
          sort={sort}
          onSort={setSort}
          empty={
            <Empty icon="search" title={t.noneFound}>
              <p>{t.noneFoundWhy}</p>
              <Button onClick={() => go(hrefOf('devices'), { replace: true })}>{t.clearFilters}</Button>
            </Empty>
          }
        />
      </div>
      <Pager offset={offset} limit={PER_PAGE} total={found.length} onOffset={setOffset} />
    </>
  );
}

function order(sort: Sort, keys: Record<string, (device: Device) => string>) {
  const key = keys[sort.by] ?? keys['name']!;
  return (a: Device, b: Device) =>
    (key(a).localeCompare(key(b), 'vi') || a.id.localeCompare(b.id)) * (sort.down ? -1 : 1);
}
