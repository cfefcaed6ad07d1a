import type { Device } from '#hub/contracts';
import type { ComponentType } from 'react';
import { may } from '../../session/me.js';
import { useMe } from '../../session/use-me.js';
import { useDevice } from '../data/devices.js';
import { useLive } from '../data/hub.js';
import { Answered } from '../parts/answered.js';
import { PageHead } from '../parts/page-head.js';
import { Tabs } from '../parts/tabs.js';
import { hrefOf } from '../route/address.js';
import { DeviceStatusView } from './device-status.js';
import { CommandsView } from './commands-view.js';
import { CredentialsView } from './credentials-view.js';
import { EditView } from './edit-view.js';
import { DeviceHistory } from './history-view.js';
import { LinkMark, StateMark } from './link-words.js';
import { PacketsView } from './packets-view.js';
import { useDeviceWords } from './words.js';

/** The part of a device that its address names. */
const VIEWS = {
  status: { step: undefined, needs: 'devices.read', view: DeviceStatusView },
  packets: { step: 'goi-tin', needs: 'devices.inspect', view: PacketsView },
  commands: { step: 'dieu-khien', needs: 'commands.read', view: CommandsView },
  credentials: { step: 'mat-khau', needs: 'devices.write', view: CredentialsView },
  edit: { step: 'sua', needs: 'devices.write', view: EditView },
  history: { step: 'lich-su', needs: 'devices.read', view: DeviceHistory },
} as const satisfies Record<
  string,
  { step: string | undefined; needs: string; view: ComponentType<{ device: Device }> }
>;
type View = keyof typeof VIEWS;

export function DevicePage({ id, view }: { id: string; view: string | undefined }) {
  const t = useDeviceWords();
  const me = useMe();
  const answer = useDevice(id);
  const presence = useLive((live) => live.presence.get(id));
  const open = (Object.keys(VIEWS) as View[]).filter((v) => may(me, VIEWS[v].needs));
  const current = open.find((v) => VIEWS[v].step === view) ?? 'status';
  const Shown = VIEWS[current].view;
  const device = answer.value;
  return (
    <>
      <PageHead
        title={device?.name ?? id}
        back={{ href: hrefOf('devices'), words: t.title }}
        lead={
          device && (
            <span className="page-facts">
              <code>{device.id}</code>
              <StateMark state={device.state} />
              <LinkMark device={device} presence={presence} />
              {device.simulated && <span className="simulated-mark">{t.simulated}</span>}
            </span>
          )
        }
      />
      <Tabs
        label={t.views}
        current={current}
        tabs={open.map((v) => ({ id: v, words: t.tabs[v], href: hrefOf('devices', [id, ...stepsOf(VIEWS[v].step)]) }))}
      />
      <Answered answer={answer}>{(shown) => <Shown device={shown} />}</Answered>
    </>
  );
}

const stepsOf = (step: string | undefined) => (step === undefined ? [] : [step]);
