import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { type Codec, codecSchema, type FieldMap, type Packet, type ReadingsItem } from '#hub/contracts';
import { describeWith } from '#hub/testkit';
import { decodeOnce } from '../testing/decode-once.js';
import { device, directoryOf, gateway } from '../testing/directory.js';

const FOLDER = '../shared/domain/sample-payloads';

interface Sample {
  topic: string;
  payload: object;
}
/** A file holds one packet or a list of them. Nothing in it was written with this hub in mind. */
function samplesOf(name: string): Sample[] {
  const file = JSON.parse(readFileSync(`${FOLDER}/${name}.json`, 'utf8')) as Sample | { samples: Sample[] };
  return 'samples' in file ? file.samples : [file];
}

/** What an installer of the box in `modbus-gateway.json` would fill in. */
const BOX: FieldMap = {
  devicePath: 'deviceId',
  timePath: 'ts',
  timeUnit: 's',
  fields: [
    { metric: 'ph', path: 'data.ph', scale: 1, offset: 0 },
    { metric: 'ec', path: 'data.ec', scale: 1, offset: 0 },
    { metric: 'do', path: 'data.do', scale: 1, offset: 0 },
    { metric: 'water_temperature', path: 'data.temp', scale: 1, offset: 0 },
    { metric: 'water_level', path: 'data.level', scale: 1, offset: 0 },
  ],
};

/** Some samples are of 2019: everything was installed before. */
const station = (id: string, profile: string, codec: Codec, address: string) =>
  device(id, profile, { gateway: `g-${codec}`, address, installedAt: 0 });

const directory = directoryOf(
  [
    station('kenh-n3', 'canal-level', 'chirpstack', '24e124126b1a0001'),
    station('nha-kho', 'air-station', 'tasmota', 'tasmota_01'),
    station('vuon', 'air-station', 'tasmota', 'tasmota_02'),
    station('nha-van-hoa', 'air-station', 'zigbee2mqtt', 'nha-van-hoa-nhiet-am'),
    station('cua-truoc', 'camera-frigate', 'frigate', 'front_door'),
    station('cong-tram-bom', 'camera', 'onvif', 'E4:30:22:F3:31:AA'),
    station('cong-chao', 'camera', 'onvif', 'cam-cong-chao'),
    station('nuoc-ao', 'rs485-logger', 'generic', 'DTU01'),
  ],
  codecSchema.options.map((codec) => gateway(`g-${codec}`, codec, codec === 'generic' ? { fieldMap: BOX } : {})),
);

/** All of a file in one batch, through the gateway of its codec; `received` is when the hub had it. */
function decoded(codec: Codec, file: string, received: string) {
  const packets = samplesOf(file).map(({ topic, payload }): Packet => {
    const body = Buffer.from(JSON.stringify(payload));
    return { type: 'packet', account: `g-${codec}`, topic, payload: body, received: Date.parse(received) };
  });
  const { readings, letters } = decodeOnce(packets, directory);
  return { readings: readings.map(brief), letters };
}

/** The time as people read it, and nothing that is the same in all of them. */
function brief(item: ReadingsItem): object {
  if (item.type === 'tick' || item.type === 'status') return item;
  const { type: _, commune: _c, received: _r, simulated: _s, ts, ...rest } = item;
  return { ...rest, ts: new Date(ts).toISOString() };
}

/** Values, units and times are read off the files and the vendors' documents by hand. */
describeWith('recorded data', 'packets as vendors send them', () => {
  it('ChirpStack: a Milesight level probe counts centimetres', () => {
    // data is 01 75 64, battery 0x64 %, and 03 77 D0 00, depth 0x00D0 cm
    expect(decoded('chirpstack', 'chirpstack-up', '2026-10-05T10:30:13Z')).toEqual({
      readings: [
        {
          device: 'kenh-n3',
          kind: 'canal',
          values: { battery: 100, water_level: 2.08, rssi: -97, snr: 6.2 },
          ts: '2026-10-05T10:30:12.345Z',
          late: false,
        },
      ],
      letters: [],
    });
  });

  it('Tasmota: local time without a zone is Vietnam’s, and chips of one board are one measurement', () => {
    expect(decoded('tasmota', 'tasmota-sensor', '2020-01-01T00:00:01+07:00')).toEqual({
      readings: [
        {
          device: 'nha-kho',
          kind: 'air',
          values: { temperature: 24.7, humidity: 61.9 },
          ts: '2019-12-31T17:00:00.000Z',
          late: false,
        },
        {
          device: 'vuon',
          kind: 'air',
          values: { temperature: 23, humidity: 32.3, pressure: 1014, co2: 584 },
          ts: '2019-04-20T12:00:40.000Z',
          // came in one batch with the first, eight months after it was measured
          late: true,
        },
      ],
      letters: [],
    });
  });

  it('Zigbee2MQTT: without a time it counts from when it came', () => {
    expect(decoded('zigbee2mqtt', 'zigbee2mqtt', '2026-10-05T10:30:15.250Z')).toEqual({
      readings: [
        {
          device: 'nha-van-hoa',
          kind: 'air',
          values: { battery: 97, humidity: 71.2, temperature: 29.4 },
          ts: '2026-10-05T10:30:15.250Z',
          late: false,
        },
      ],
      letters: [],
    });
  });

  it('Frigate: a person goes on being seen, at the time of the frame', () => {
    expect(decoded('frigate', 'frigate-event', '2020-12-04T23:19:23Z')).toEqual({
      readings: [
        {
          device: 'cua-truoc',
          event: 'person',
          eventId: '1607123955.475377-mxklsc',
          phase: 'update',
          zones: ['yard', 'driveway'],
          score: 0.958984375,
          // frame_time 1607123962.082975
          ts: '2020-12-04T23:19:22.083Z',
          late: false,
        },
      ],
      letters: [],
    });
  });

  it('ONVIF: the compact form and the SimpleItem form', () => {
    expect(decoded('onvif', 'onvif-mqtt', '2026-10-05T10:31:06Z')).toEqual({
      readings: [
        { device: 'cong-tram-bom', event: 'relay', phase: 'start', ts: '2026-10-05T10:31:02.000Z', late: false },
        { device: 'cong-chao', event: 'motion', phase: 'start', ts: '2026-10-05T10:31:05.000Z', late: false },
      ],
      letters: [],
    });
  });

  it('a box with Modbus probes: a decimal comma is read, a register of ones is no level', () => {
    expect(decoded('generic', 'modbus-gateway', '2025-10-05T10:40:01Z')).toEqual({
      readings: [
        {
          device: 'nuoc-ao',
          kind: 'water',
          values: { ph: 7.12, ec: 1.86, do: 5.4, water_temperature: 28.6 },
          quality: { water_level: 'missing' },
          // 1759660800 s
          ts: '2025-10-05T10:40:00.000Z',
          late: false,
        },
      ],
      letters: [],
    });
  });
});
