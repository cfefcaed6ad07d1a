import { type Device, isGone } from '#hub/contracts';
import { useMemo } from 'react';
import { go } from '../../ui/way.js';
import { useCommune } from '../data/commune.js';
import { useDevices } from '../data/devices.js';
import { CommuneLayer } from '../land/map/commune-layer.js';
import type { MapThing } from '../land/map/map-thing.js';
import { MapView } from '../land/map/map-view.js';
import { Focus, ThingsLayer } from '../land/map/things-layer.js';
import { hrefOf } from '../route/address.js';
import { useDeviceWords } from './words.js';

/** A device among its neighbours; another one opens when it is clicked. */
export default function DeviceMap({ device }: { device: Device }) {
  const t = useDeviceWords();
  const { value: commune } = useCommune();
  const devices = useDevices().value?.devices;
  const things = useMemo(
    () =>
      (devices ?? [device]).flatMap(({ id, name, lat, lon, state }): MapThing[] =>
        lat === undefined || lon === undefined || (isGone(state) && id !== device.id)
          ? []
          : [{ id, name, at: [lon, lat] }],
      ),
    [devices, device],
  );
  return (
    <div className="device-map">
      <MapView label={t.mapOf(device.name)}>
        <CommuneLayer commune={commune} />
        <ThingsLayer things={things} tone="main" chosen={device.id} onOpen={(id) => go(hrefOf('devices', [id]))} />
        <Focus thing={things.find(({ id }) => id === device.id)} />
      </MapView>
    </div>
  );
}
