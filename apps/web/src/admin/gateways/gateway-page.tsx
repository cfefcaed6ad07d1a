import { type FieldMap, type Gateway, isGone } from '#hub/contracts';
import { sendJson } from '../../live/rest.js';
import { say } from '../../ui/toast.js';
import { Way } from '../../ui/way.js';
import { askAgain, useAsk } from '../data/ask.js';
import { GATEWAYS, useDevices } from '../data/devices.js';
import { useDeviceWords } from '../devices/words.js';
import { RecordFormView } from '../form/record-form.js';
import { useRecordForm } from '../form/use-record-form.js';
import type { FieldSpec } from '../form/spec.js';
import { useFormWords } from '../form/words.js';
import { HistoryView } from '../history/history-view.js';
import { Answered } from '../parts/answered.js';
import { Box } from '../parts/box.js';
import { NewSecret } from '../parts/new-secret.js';
import { PageHead } from '../parts/page-head.js';
import { Remove } from '../parts/remove.js';
import { Tabs } from '../parts/tabs.js';
import { WayButton } from '../parts/way-button.js';
import { hrefOf } from '../route/address.js';
import { FieldMapView } from './field-map-view.js';
import { useGatewaySpecs } from './use-gateway-specs.js';
import { useGatewayWords } from './words.js';

const MAP = 'bang-truong';
const HISTORY = 'lich-su';
const pathOf = (id: string) => `${GATEWAYS}/${encodeURIComponent(id)}`;

export function GatewayPage({ id, view }: { id: string; view: string | undefined }) {
  const t = useGatewayWords();
  const d = useDeviceWords();
  const answer = useAsk<Gateway>(pathOf(id));
  const gateway = answer.value;
  return (
    <>
      <PageHead
        title={gateway?.name ?? id}
        back={{ href: hrefOf('gateways'), words: t.title }}
        lead={
          gateway && (
            <span className="page-facts">
              <code>{gateway.id}</code>
              {d.codec[gateway.codec]}
              {gateway.simulated && <span className="simulated-mark">{d.simulated}</span>}
            </span>
          )
        }
      />
      <Tabs
        label={t.views}
        current={view === MAP || view === HISTORY ? view : 'edit'}
        tabs={[
          { id: 'edit', words: t.edit, href: hrefOf('gateways', [id]) },
          { id: MAP, words: t.map, href: hrefOf('gateways', [id, MAP]) },
          { id: HISTORY, words: t.history, href: hrefOf('gateways', [id, HISTORY]) },
        ]}
      />
      <Answered answer={answer}>
        {(shown) =>
          view === MAP ? (
            <FieldMapView gateway={shown} />
          ) : view === HISTORY ? (
            <GatewayHistory gateway={shown} />
          ) : (
            <Facts gateway={shown} />
          )
        }
      </Answered>
    </>
  );
}

function Facts({ gateway }: { gateway: Gateway }) {
  const t = useGatewayWords();
  const f = useFormWords();
  const form = useRecordForm({
    specs: useGatewaySpecs(gateway),
    record: gateway,
    path: pathOf(gateway.id),
    onSaved: () => {
      say(f.saved);
      askAgain(GATEWAYS);
    },
  });
  return (
    <div className="columns">
      <Box title={t.edit}>
        <RecordFormView form={form} />
      </Box>
      <div className="side-column">
        <Behind gateway={gateway.id} />
        <Box title={t.secret}>
          <NewSecret
            account={gateway.id}
            path={`${pathOf(gateway.id)}/secret`}
            words={{ act: t.newSecret, title: t.newSecretTitle, why: t.newSecretWhy }}
          />
        </Box>
        <Remove
          words={{ act: t.remove, title: t.removeTitle(gateway.name), why: t.removeWhy, done: t.removed }}
          remove={async () => {
            await sendJson('DELETE', pathOf(gateway.id));
            askAgain(GATEWAYS);
          }}
          then={hrefOf('gateways')}
        />
      </div>
    </div>
  );
}

function GatewayHistory({ gateway }: { gateway: Gateway }) {
  const t = useGatewayWords();
  const map: FieldSpec = {
    name: 'fieldMap',
    label: t.map,
    kind: 'other',
    show: (value) => t.lines((value as FieldMap).fields.length),
  };
  return (
    <Box title={t.history}>
      <HistoryView path={`${pathOf(gateway.id)}/history`} specs={[...useGatewaySpecs(gateway), map]} />
    </Box>
  );
}

function Behind({ gateway }: { gateway: string }) {
  const t = useGatewayWords();
  const answer = useDevices();
  return (
    <Box title={t.devices}>
      <Answered answer={answer}>
        {({ devices }) => {
          const behind = devices.filter((device) => device.gateway === gateway && !isGone(device.state));
          if (behind.length === 0) return <p className="meta">{t.noDevices}</p>;
          return (
            <ul className="behind">
              {behind.map((device) => (
                <li key={device.id}>
                  <Way href={hrefOf('devices', [device.id])}>{device.name}</Way>
                  <code>{device.address ?? device.id}</code>
                </li>
              ))}
            </ul>
          );
        }}
      </Answered>
      <p>
        <WayButton icon="add" href={hrefOf('devices', ['+'], { gateway })}>
          {t.addDevice}
        </WayButton>
      </p>
    </Box>
  );
}
