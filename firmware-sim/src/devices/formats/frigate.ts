import type { MqttPacket } from '../packet.js';

export const FRIGATE_TOPIC = 'frigate/#';

/** Something that Frigate sees: a tracked object. Times in milliseconds, `box` in pixels of a 1280x720 picture. */
export interface Tracked {
  id: string;
  camera: string;
  label: string;
  startedAt: number;
  /** When this was seen. */
  at: number;
  endedAt?: number;
  score: number;
  topScore: number;
  zones: readonly string[];
  box: readonly [number, number, number, number];
}

const seconds = (ms: number) => ms / 1000;
const state = (t: Tracked) => ({
  id: t.id,
  camera: t.camera,
  frame_time: seconds(t.at),
  label: t.label,
  sub_label: null,
  top_score: t.topScore,
  false_positive: false,
  start_time: seconds(t.startedAt),
  end_time: t.endedAt === undefined ? null : seconds(t.endedAt),
  score: t.score,
  box: t.box,
  current_zones: t.endedAt === undefined ? t.zones : [],
  entered_zones: t.zones,
  has_snapshot: true,
  has_clip: false,
  stationary: false,
});

export function frigateEvent(type: 'new' | 'update' | 'end', before: Tracked, after: Tracked): MqttPacket {
  return { topic: 'frigate/events', payload: JSON.stringify({ type, before: state(before), after: state(after) }) };
}
export const frigateSnapshot = (
  { camera, label }: Pick<Tracked, 'camera' | 'label'>,
  jpeg: Uint8Array,
): MqttPacket => ({
  topic: `frigate/${camera}/${label}/snapshot`,
  payload: jpeg,
});
export const frigateAvailable = (online: boolean): MqttPacket => ({
  topic: 'frigate/available',
  payload: online ? 'online' : 'offline',
  retain: true,
});

/** Frigate names an object by the second it was first seen and six letters. */
export const trackedId = (startedAt: number, letters: string): string => `${seconds(startedAt).toFixed(6)}-${letters}`;
