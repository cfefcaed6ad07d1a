import type { Packet } from '#hub/contracts';
import { readTime } from '#hub/field-map';
import { type Decode, type Decoded, type Happened, IGNORED, items, undecodable, unrecognised } from './decoded.js';
import { BROKEN, isRecord, type JsonRecord, own, ownText, parseJson } from './json.js';
import { isJpeg, LARGEST_STILL } from './jpeg.js';
import { eventName } from './names.js';
import { missing } from './missing.js';
import { idOf, scoreOf, zonesOf } from './native.events.js';
import { saidOnline } from './online.js';
import type { AccountPlan } from './plan.js';
import { postedAddress } from './posted.js';
import { REASONS } from './reasons.js';

const SNAPSHOT = /^[^/]+\/([^/]+)\/[^/]+\/snapshot$/;
const PHASE = new Map<unknown, Happened['phase']>([
  ['new', 'start'],
  ['update', 'update'],
  ['end', 'end'],
]);
const LABEL = /^[a-z][a-z0-9_-]{0,31}$/;

/** Frigate: `events`, the snapshot of each detection, and whether Frigate itself is there. */
export const decodeFrigate: Decode = (packet, account) => {
  if (packet.topic === account.posted) return decodePosted(packet, account);
  const leaf = packet.topic.slice(packet.topic.indexOf('/') + 1);
  if (leaf === 'events') return decodeEvent(parseJson(packet.payload), account);
  if (leaf === 'available') {
    const online = saidOnline(undefined, packet.payload);
    // without Frigate all its cameras are blind
    return online === undefined
      ? undecodable(REASONS.badStatus)
      : items(...account.devices.map((plan) => ({ is: 'link' as const, plan, online })));
  }
  const camera = SNAPSHOT.exec(packet.topic)?.[1];
  return camera === undefined ? IGNORED : decodeSnapshot(camera, packet.payload, account);
};

/** An event, or the picture of a gateway's only camera. */
function decodePosted({ payload }: Packet, account: AccountPlan): Decoded {
  if (!isJpeg(payload)) return decodeEvent(parseJson(payload), account);
  const camera = postedAddress(undefined, account);
  return camera === undefined ? unrecognised(REASONS.noAddress) : decodeSnapshot(camera, payload, account);
}

function decodeSnapshot(camera: string, jpeg: Uint8Array, account: AccountPlan): Decoded {
  const plan = account.deviceAt(camera);
  if (!plan) return missing(account, camera);
  if (jpeg.length > LARGEST_STILL) return undecodable(REASONS.tooLargeStill);
  return isJpeg(jpeg) ? items({ is: 'still', plan, jpeg }) : undecodable(REASONS.notJpeg);
}

function decodeEvent(body: unknown, account: AccountPlan): Decoded {
  if (body === BROKEN) return undecodable(REASONS.notJson);
  const after = isRecord(body) ? own(body, 'after') : undefined;
  const phase = isRecord(body) ? PHASE.get(own(body, 'type')) : undefined;
  if (!isRecord(after) || !phase) return undecodable(REASONS.badEvent);
  const camera = ownText(after, 'camera');
  const label = ownText(after, 'label');
  if (camera === undefined || label === undefined) return undecodable(REASONS.badEvent);
  const plan = account.deviceAt(camera);
  if (!plan) return missing(account, camera);
  if (own(after, 'false_positive') === true) return IGNORED;
  const event = eventName('frigate', label) ?? (LABEL.test(label) ? label : undefined);
  if (event === undefined) return unrecognised(REASONS.unknownEvent(label));
  const zones = zonesOf(own(after, 'entered_zones'), own(after, 'current_zones'));
  return items({
    is: 'happened',
    plan,
    ts: timeOf(after, phase),
    event,
    phase,
    ...idOf(own(after, 'id')),
    ...(zones.length > 0 && { zones }),
    // the best it was seen at: what Frigate itself decides by
    ...scoreOf(own(after, 'top_score') ?? own(after, 'score')),
  });
}

/** Seconds: when it began, when this frame was, when it ended. */
function timeOf(after: JsonRecord, phase: Happened['phase']): number | undefined {
  const frame = own(after, 'frame_time');
  const raw = { start: own(after, 'start_time'), update: frame, end: own(after, 'end_time') }[phase];
  return readTime(raw ?? frame ?? own(after, 'start_time'), 's');
}
