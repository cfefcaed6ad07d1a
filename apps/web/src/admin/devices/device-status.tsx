import type { Device } from '#hub/contracts';
import { useLang } from '../../i18n/lang.js';
import { Way } from '../../ui/way.js';
import { useProfiles } from '../data/devices.js';
import { ServiceBox } from '../../service/service-box.js';
import { LifeBox, useLife } from '../life/life-box.js';
import { putUpAt } from '../life/put-up-at.js';
import { TrustBox } from '../../trust/trust-box.js';
import { Box } from '../parts/box.js';
import { Facts } from '../parts/facts.js';
import { Exactly } from '../parts/when.js';
import { hrefOf } from '../route/address.js';
import { DeviceChart } from './device-chart.js';
import { DevicePlace } from './device-place.js';
import { DeviceValues } from './device-values.js';
import { useDeviceWords } from './words.js';

/** What it measures and how it is. */
export function DeviceStatusView({ device }: { device: Device }) {
  const t = useDeviceWords();
  const lang = useLang();
  const profile = useProfiles().value?.profiles.find((p) => p.id === device.profile);
  const putUp = putUpAt(useLife(device.id).value?.life ?? []);
  return (
    <div className="columns">
      <div className="main-column">
        <Box title={t.measured}>
          <DeviceValues device={device} profile={profile} />
        </Box>
        <DeviceChart device={device} profile={profile} />
      </div>
      <div className="side-column">
        <TrustBox device={device.id} />
        <LifeBox device={device} />
        <ServiceBox device={device.id} />
        <Box title={t.facts}>
          <Facts
            facts={[
              [t.profile, profile?.[lang] ?? device.profile],
              [t.hamlet, device.hamlet],
              [t.near, device.place],
              [
                t.position,
                device.lat !== undefined && device.lon !== undefined ? position(device.lat, device.lon) : undefined,
              ],
              [
                t.gateway,
                device.gateway ? <Way href={hrefOf('gateways', [device.gateway])}>{device.gateway}</Way> : t.direct,
              ],
              device.gateway !== undefined && [t.address, <code key="address">{device.address ?? device.id}</code>],
              [t.putUp, putUp !== undefined && <Exactly key="putUp" at={putUp} />],
              [
                t.believedFrom,
                <span key="believed" title={t.installedHint}>
                  <Exactly at={device.installedAt} />
                </span>,
              ],
            ]}
          />
        </Box>
        <DevicePlace device={device} />
      </div>
    </div>
  );
}

const position = (lat: number, lon: number) => (
  <span className="num">
    {lat.toFixed(6)}, {lon.toFixed(6)}
  </span>
);
