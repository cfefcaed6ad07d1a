import { isRecord, own, textOf } from './json.js';

const ONLINE = /^\s*"?(online|connected|true|1)"?\s*$/i;
const OFFLINE = /^\s*"?(offline|disconnected|false|0)"?\s*$/i;

/** What a status, LWT or availability packet says: `{"online":true}`, `{"state":"online"}` or the bare word. */
export function saidOnline(body: unknown, payload: Uint8Array): boolean | undefined {
  if (isRecord(body)) {
    const said = own(body, 'online') ?? own(body, 'state');
    return typeof said === 'boolean' ? said : typeof said === 'string' ? word(said) : undefined;
  }
  return payload.length > 40 ? undefined : word(textOf(payload));
}

const word = (text: string): boolean | undefined => (ONLINE.test(text) ? true : OFFLINE.test(text) ? false : undefined);
