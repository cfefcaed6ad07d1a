import type { FieldMap } from '#hub/contracts';
import type { Measurement, MqttPacket } from '../packet.js';

export const MODBUS_TOPIC = 'dtu/+/data';

/**
 * A 4G box that passes on raw registers in hex, as its probes keep them: whole numbers with a fixed point, and floats
 * with their two words swapped. The field map below is what an installer would type in.
 */
export const MODBUS_MAP: FieldMap = {
  devicePath: 'deviceId',
  timePath: 'ts',
  timeUnit: 's',
  fields: [
    { metric: 'ph', path: 'data', register: { offset: 0, type: 'uint16', order: 'ABCD' }, scale: 0.01, offset: 0 },
    { metric: 'ec', path: 'data', register: { offset: 1, type: 'float32', order: 'CDAB' }, scale: 1, offset: 0 },
    { metric: 'do', path: 'data', register: { offset: 3, type: 'uint16', order: 'ABCD' }, scale: 0.01, offset: 0 },
    {
      metric: 'water_temperature',
      path: 'data',
      register: { offset: 4, type: 'int16', order: 'ABCD' },
      scale: 0.1,
      offset: 0,
    },
    { metric: 'turbidity', path: 'data', register: { offset: 5, type: 'float32', order: 'ABCD' }, scale: 1, offset: 0 },
  ],
};

/** What a probe answers with that is out of order. */
const FAULT = 0xffff;

const word = (value: number | undefined, scale: number): number =>
  value === undefined ? FAULT : Math.round(value * scale) & 0xffff;
function float(value: number | undefined): [high: number, low: number] {
  if (value === undefined) return [FAULT, FAULT];
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value);
  return [view.getUint16(0), view.getUint16(2)];
}

function registers({ values }: Measurement): string {
  const [ecHigh, ecLow] = float(values.ec);
  const words = [
    word(values.ph, 100),
    ...[ecLow, ecHigh],
    word(values.do, 100),
    word(values.water_temperature, 10),
    ...float(values.turbidity),
  ];
  return words
    .map((w) => w.toString(16).padStart(4, '0'))
    .join('')
    .toUpperCase();
}

/** One record, or a list of those that were kept. Its clock counts whole seconds. */
export function modbusPacket(box: string, kept: readonly Measurement[]): MqttPacket {
  const records = kept.map((m) => ({ deviceId: box, ts: Math.round(m.ts / 1000), data: registers(m) }));
  return { topic: `dtu/${box}/data`, payload: JSON.stringify(records.length === 1 ? records[0] : records) };
}
