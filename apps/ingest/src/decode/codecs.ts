import type { Codec, Packet } from '#hub/contracts';
import { decodeChirpstack } from './chirpstack.codec.js';
import { type Decode, type Decoded, unrecognised } from './decoded.js';
import { decodeFrigate } from './frigate.codec.js';
import { decodeGeneric } from './generic.codec.js';
import { decodeNative } from './native.codec.js';
import { decodeOnvif } from './onvif.codec.js';
import { openPosted } from './posted.js';
import type { AccountPlan } from './plan.js';
import { REASONS } from './reasons.js';
import { decodeTasmota } from './tasmota.codec.js';
import { decodeZigbee2mqtt } from './zigbee2mqtt.codec.js';

export const CODEC: Readonly<Record<Codec, Decode>> = {
  native: decodeNative,
  chirpstack: decodeChirpstack,
  tasmota: decodeTasmota,
  zigbee2mqtt: decodeZigbee2mqtt,
  generic: decodeGeneric,
  frigate: decodeFrigate,
  onvif: decodeOnvif,
};

/** Reads a packet by the codec of its account; undefined where that is not known (any more). */
export function decode(packet: Packet, account: AccountPlan | undefined): Decoded {
  if (!account) return unrecognised(REASONS.noAccount(packet.account));
  const opened = packet.topic === account.posted ? openPosted(packet, account) : packet;
  return CODEC[account.codec](opened, account);
}
