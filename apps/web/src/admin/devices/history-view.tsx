import type { Device } from '#hub/contracts';
import { DEVICES } from '../data/devices.js';
import type { FieldSpec } from '../form/spec.js';
import { HistoryView } from '../history/history-view.js';
import { LifeList } from '../life/life-list.js';
import { Box } from '../parts/box.js';
import { StateMark } from './link-words.js';
import { useDeviceSpecs } from './use-device-specs.js';
import { useDeviceWords } from './words.js';

/** Every version of a device, its state as well. */
export function DeviceHistory({ device }: { device: Device }) {
  const t = useDeviceWords();
  const state: FieldSpec = {
    name: 'state',
    label: t.state,
    kind: 'other',
    show: (value) => <StateMark state={value as Device['state']} />,
  };
  return (
    <>
      <LifeList device={device} />
      <Box title={t.tabs.history}>
        <HistoryView
          path={`${DEVICES}/${encodeURIComponent(device.id)}/history`}
          specs={[state, ...useDeviceSpecs(device)]}
        />
      </Box>
    </>
  );
}
