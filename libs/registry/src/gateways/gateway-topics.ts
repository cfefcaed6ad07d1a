import { type Codec, communeCodeSchema, type Device, idSchema, topics } from '#hub/contracts';
import { InvalidInputError } from '../registry.errors.js';

/**
 * Where boxes of a codec publish as they leave the shop. A generic box's topics are whatever its installer typed into it.
 * Sources: ChirpStack v4 MQTT integration (`application/{id}/device/{devEui}/event/{type}`), Tasmota full topic
 * `%prefix%/%topic%/`, Zigbee2MQTT base topic, Frigate topic prefix, Axis-style ONVIF event bridge.
 */
export const DEFAULT_TOPICS: Readonly<Record<Codec, readonly string[]>> = {
  native: [`${topics.below('+', '+')}#`],
  chirpstack: ['application/+/device/+/event/#'],
  tasmota: ['tele/#', 'stat/#'],
  zigbee2mqtt: ['zigbee2mqtt/#'],
  frigate: ['frigate/#'],
  onvif: ['+/onvif-ej/#'],
  generic: [],
};

/** Levels above a native device's own topics. */
const above = (commune: string, id: string): string[] => topics.below(commune, id).split('/').slice(0, 4);
const NATIVE = above('+', '+');
const isNative = (level: string, i: number): boolean =>
  level === NATIVE[i] ||
  (i === 1 && communeCodeSchema.safeParse(level).success) ||
  (i === 3 && idSchema.safeParse(level).success);

/**
 * Each is a filter of MQTT 3.1.1 §4.7. A vendor's box has no business among native topics, where it could speak for
 * devices that are not its own and hear their commands; a native gateway has none elsewhere. @throws InvalidInputError
 */
export function checkTopics(codec: Codec, filters: readonly string[]): void {
  const fields = filters.flatMap((filter, i) => {
    const problem = problemOf(codec, filter);
    return problem === undefined ? [] : [{ field: `topics.${i}`, problem }];
  });
  if (filters.length === 0) fields.push({ field: 'topics', problem: `codec ${codec} cần khai chủ đề MQTT` });
  if (fields.length > 0) throw new InvalidInputError(fields);
}

function problemOf(codec: Codec, filter: string): string | undefined {
  const levels = filter.split('/');
  const wrong = levels.some((l, i) => (/[+#]/.test(l) && l.length > 1) || (l === '#' && i < levels.length - 1));
  if (wrong || filter.startsWith('$')) return 'không phải bộ lọc chủ đề MQTT';
  const native = reachesNative(levels);
  if (codec === 'native') return native ? undefined : `phải nằm trong ${NATIVE.join('/')}`;
  return native ? 'mở cả chủ đề riêng của thiết bị khác' : undefined;
}

function reachesNative(levels: readonly string[]): boolean {
  for (const i of NATIVE.keys()) {
    const level = levels[i];
    if (level === '#') return true;
    if (level === undefined || (level !== '+' && !isNative(level, i))) return false;
  }
  return levels.length > NATIVE.length;
}

/** The part of a native gateway's topics that lies below this device's own: all that it may use on its behalf. */
export function topicsFor(filters: readonly string[], { commune, id }: Pick<Device, 'commune' | 'id'>): string[] {
  const own = above(commune, id);
  return filters.flatMap((filter) => {
    const levels = filter.split('/');
    const hash = levels.indexOf('#');
    const shallow = hash >= 0 && hash < own.length;
    const head = levels.slice(0, shallow ? hash : own.length);
    const rest = shallow ? ['#'] : levels.slice(own.length);
    const fits = head.every((level, i) => level === '+' || level === own[i]);
    return fits && rest.length > 0 ? [[...own, ...rest].join('/')] : [];
  });
}
