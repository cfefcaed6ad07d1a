import type { Device } from '#hub/contracts';
import { Suspense, useState } from 'react';
import { later } from '../../live/later.js';
import { Box } from '../parts/box.js';
import { Waiting } from '../parts/waiting.js';
import { useDeviceWords } from './words.js';

const DeviceMap = later(() => import('./device-map.js'));

/** Where it stands: on the map, and as whoever put it up saw it. */
export function DevicePlace({ device }: { device: Device }) {
  const t = useDeviceWords();
  const placed = device.lat !== undefined && device.lon !== undefined;
  return (
    <>
      {placed && (
        <Box title={t.onMap}>
          <Suspense fallback={<Waiting />}>
            <DeviceMap device={device} />
          </Suspense>
        </Box>
      )}
      <Photo key={device.id} device={device} />
    </>
  );
}

function Photo({ device }: { device: Device }) {
  const t = useDeviceWords();
  const [there, setThere] = useState(true);
  if (!there) return null;
  return (
    <Box title={t.photo}>
      <img
        className="device-photo"
        src={`/api/devices/${encodeURIComponent(device.id)}/photo`}
        alt={t.photoOf(device.name)}
        onError={() => setThere(false)}
      />
    </Box>
  );
}
