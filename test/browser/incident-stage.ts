import mqtt, { type MqttClient } from 'mqtt';
import { type Device, type Incident, topics } from '#hub/contracts';
import { addPerson, eventually, startHub, type TestHub, type TestPerson } from '#hub/testkit';

export const COMMUNE = {
  code: '10807',
  name: 'Xã Thử Nghiệm',
  province: 'Tỉnh Thử Nghiệm',
  support: 'Trực ban xã 0200 000 115',
  map: {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { layer: 'boundary', name: 'Xã Thử Nghiệm' },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [106.23, 20.43],
              [106.28, 20.43],
              [106.28, 20.47],
              [106.23, 20.47],
              [106.23, 20.43],
            ],
          ],
        },
      },
    ],
  },
};
/** What the rules of these tests say when PM2.5 is above 100. */
export const TITLE = 'Bụi mịn tăng cao';

interface Station {
  device: Device;
  /** Publishes PM2.5 as measured now. */
  says(pm25: number): Promise<unknown>;
}

/** A hub with a commune, its people, and air stations that can be told what to measure. */
export interface IncidentStage {
  hub: TestHub;
  operator: TestPerson;
  officer: TestPerson;
  station(id: string, hamlet: string, more?: Partial<Device>): Promise<Station>;
  /** The incident of a station, once the hub has it and `wanted` holds. */
  incident(device: string, wanted?: (incident: Incident) => boolean): Promise<Incident>;
  end(): Promise<void>;
}

const everywhere = { kind: 'commune', id: COMMUNE.code } as const;

export async function setIncidentStage(): Promise<IncidentStage> {
  const hub = await startHub({ env: { RULES: 'test/faults/rules.json' } });
  const put = await hub.fetch('/api/commune', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(COMMUNE),
  });
  if (!put.ok) throw new Error(`the commune was not taken: ${put.status} ${await put.text()}`);
  const someone = (name: string, role: string) => addPerson(hub, { name, grants: [{ role, scope: everywhere }] });
  const operator = await someone('Lê Thị Hạnh', 'operator');
  const officer = await someone('Phạm Văn Lâm', 'security-officer');
  const clients: MqttClient[] = [];
  return {
    ...{ hub, operator, officer },
    async station(id, hamlet, more = {}) {
      const place = { lat: 20.45 + clients.length / 500, lon: 106.25, hamlet };
      const { device, secret } = await hub.addDevice(id, {
        profile: 'air-station',
        name: `Trạm ${hamlet}`,
        ...place,
        ...more,
      });
      const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${hub.mqttPort}`, { username: id, password: secret });
      clients.push(client);
      return {
        device,
        says: (pm25) =>
          client.publishAsync(topics.telemetry(device.commune, id), JSON.stringify({ ts: Date.now(), pm25 }), {
            qos: 1,
          }),
      };
    },
    incident: (device, wanted = () => true) =>
      eventually(
        `the incident of ${device}`,
        async () => {
          const answer = await hub.fetch('/api/incidents?limit=50');
          const { incidents } = (await answer.json()) as { incidents: Incident[] };
          return incidents.find(({ target }) => target === device);
        },
        (incident) => incident !== undefined && wanted(incident),
        20_000,
      ) as Promise<Incident>,
    async end() {
      await Promise.all(clients.map((client) => client.endAsync()));
      await hub.stop();
    },
  };
}
