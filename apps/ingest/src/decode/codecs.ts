import type { Codec, Packet } from '#hub/contracts';
import { decodeChirpstack } from './chirpstack.codec.js';
import { type Decode, type Decoded, unrecognised } from './decoded.js';
import { decodeFrigate } from './frigate.codec.js';
import { decodeGeneric } from './generic.codec.js';
import { decodeNative } from './native.codec.js';
import { decodeOnvif } from './onvif.codec.js';
import type { Plans } from './plans.js';
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

/** Reads a packet by the codec of its account. */
export function decode(packet: Packet, plans: Plans): Decoded {
  const account = plans.of(packet.account);
  return account ? CODEC[account.codec](packet, account) : unrecognised(REASONS.noAccount(packet.account));
}
