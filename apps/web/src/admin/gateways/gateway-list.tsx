import { type Gateway, isGone } from '#hub/contracts';
import { Empty } from '../../ui/notice.js';
import { Table } from '../../ui/table.js';
import { Way } from '../../ui/way.js';
import { useDevices, useGateways } from '../data/devices.js';
import { useDeviceWords } from '../devices/words.js';
import { Answered } from '../parts/answered.js';
import { PageHead } from '../parts/page-head.js';
import { WayButton } from '../parts/way-button.js';
import { hrefOf } from '../route/address.js';
import { useGatewayWords } from './words.js';

export function GatewayList() {
  const t = useGatewayWords();
  const d = useDeviceWords();
  const answer = useGateways();
  const devices = useDevices().value?.devices ?? [];
  const behind = (id: string) => devices.filter((device) => device.gateway === id && !isGone(device.state)).length;
  return (
    <>
      <PageHead
        title={t.title}
        lead={t.lead}
        actions={
          <WayButton kind="go" icon="add" href={hrefOf('gateways', ['+'])}>
            {t.add}
          </WayButton>
        }
      />
      <Answered answer={answer}>
        {({ gateways }) => (
          <div className="card">
            <Table<Gateway>
              caption={t.title}
              rows={gateways}
              keyOf={({ id }) => id}
              empty={
                <Empty icon="signal" title={t.none}>
                  <p>{t.noneWhy}</p>
                </Empty>
              }
              columns={[
                {
                  id: 'name',
                  head: t.name,
                  cell: ({ id, name }) => (
                    <Way href={hrefOf('gateways', [id])}>
                      {name}
                      <span className="meta id">{id}</span>
                    </Way>
                  ),
                },
                { id: 'codec', head: t.codec, cell: ({ codec }) => d.codec[codec] },
                { id: 'devices', head: t.devices, num: true, cell: ({ id }) => behind(id) },
                {
                  id: 'topics',
                  head: t.topics,
                  cell: ({ topics }) => <code className="topic">{topics.join(' · ')}</code>,
                },
              ]}
            />
          </div>
        )}
      </Answered>
    </>
  );
}
