import type { Commune, LonLat, Polygon } from '#hub/contracts';
import { startHub, type TestHub } from '#hub/testkit';

/** What a route answered. */
export interface Answer<T = Record<string, unknown>> {
  status: number;
  body: T;
}
export interface Problem {
  error: string;
  message: string;
  current?: object;
}
export type Ask = <T = Record<string, unknown>>(path: string, method?: string, body?: unknown) => Promise<Answer<T>>;

/** A hub with a small commune of two hamlets, and people of several roles at it. */
export interface CommuneHub {
  hub: TestHub;
  /** As the administrator. */
  admin: Ask;
  /** As somebody with this role in this scope. */
  as(role: string, kind: string, id: string): Promise<{ ask: Ask; id: string }>;
}

export const polygon = (ring: LonLat[]): Polygon => ({ type: 'Polygon', coordinates: [[...ring, ring[0]!]] });
/** Metres east and north of a corner of the commune. */
export const at = (x: number, y: number): LonLat => [106.3 + x / 104_000, 20.9 + y / 110_800];
export const rectangle = (x: number, y = 0, w = 100, h = 50): Polygon =>
  polygon([at(x, y), at(x + w, y), at(x + w, y + h), at(x, y + h)]);

const CODE = '26734';
const COMMUNE: Commune = {
  ...{ code: CODE, name: 'Xã Tân Hòa', province: 'Tỉnh Hưng Yên', simulated: false },
  map: {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        geometry: polygon([at(-3000, -3000), at(9000, -3000), at(9000, 9000), at(-3000, 9000)]),
        properties: { layer: 'boundary' },
      },
    ],
  },
};

export async function startCommuneHub(): Promise<CommuneHub> {
  const hub = await startHub();
  const admin = askerOf((path, init) => hub.fetch(path, init));
  await admin('/commune', 'PUT', COMMUNE);
  await admin('/registry/hamlet', 'POST', { id: 'dong', name: 'Thôn Đông' });
  await admin('/registry/hamlet', 'POST', { id: 'doai', name: 'Thôn Đoài' });
  await admin('/registry/block', 'POST', { id: 'khu-a', name: 'Cánh đồng Trước', hamlet: 'dong' });
  return { hub, admin, as: (role, kind, id) => personOf(hub, admin, role, kind, id) };
}

async function personOf(hub: TestHub, admin: Ask, role: string, kind: string, id: string) {
  const person = { name: `${role} ${id}`, grants: [{ role, scope: { kind, id } }] };
  const { body: added } = await admin<{ id: string }>('/people', 'POST', person);
  const { body: invitation } = await admin<{ token: string }>(`/people/${added.id}/invitation`, 'POST');
  const accepted = await fetch(`${hub.url}/api/invitation/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: invitation.token }),
  });
  const cookie = accepted.headers
    .getSetCookie()
    .map((set) => set.split(';')[0]!)
    .join('; ');
  const ask = askerOf((path, init) => fetch(`${hub.url}${path}`, { ...init, headers: { ...init.headers, cookie } }));
  return { ask, id: added.id };
}

const askerOf =
  (
    send: (path: string, init: { method: string; headers: Record<string, string>; body?: string }) => Promise<Response>,
  ): Ask =>
  async (path, method = 'GET', body) => {
    const response = await send(`/api${path}`, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : undefined) as never };
  };
