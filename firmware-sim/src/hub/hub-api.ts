import type {
  BlockDay,
  Codec,
  Commune,
  Device,
  DeviceProfile,
  FarmAnswer,
  FieldMap,
  Gateway,
  Grant,
  ImportAnswer,
  InstallationAnswer,
  Label,
  NewInstallation,
  NewSourceRecord,
  ThingKind,
} from '#hub/contracts';

/** The hub said no. `code` is its name for the reason ("id-taken"), the message its words. */
export class HubRefusedError extends Error {
  override readonly name = 'HubRefusedError';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
/** Nobody answered at the hub's address. Try again later, or look whether the hub runs. */
export class HubUnreachableError extends Error {
  override readonly name = 'HubUnreachableError';
}

export interface NewDevice {
  id: string;
  profile: string;
  name: string;
  commune?: string;
  hamlet?: string;
  place?: string;
  lat?: number;
  lon?: number;
  gateway?: string;
  address?: string;
  site?: string;
  cameraGroup?: string;
  simulated: true;
  installedAt: number;
}
export interface NewPerson {
  name: string;
  hamlet: string;
  grants: readonly Grant[];
}
/** A thing of the registry as a feature of GeoJSON: fields that a geometry does not say stand among its properties. */
export interface ThingFeature {
  type: 'Feature';
  properties: { id: string } & Record<string, unknown>;
  geometry: object | null;
}
export interface NewGateway {
  id: string;
  name: string;
  codec: Codec;
  topics: readonly string[];
  fieldMap?: FieldMap;
  commune?: string;
  simulated: true;
}

const TIMEOUT_MS = 20_000;

export interface Credentials {
  login: string;
  password: string;
}

/** What the simulator asks of the hub's REST interface. Each call throws HubRefusedError or HubUnreachableError. */
export class HubApi {
  #session: Promise<string> | undefined;

  /** Without credentials it is a stranger, who is told little. */
  constructor(
    readonly url: string,
    readonly credentials?: Credentials,
  ) {}

  /** The hub's commune, or undefined where it has none yet. */
  async commune(): Promise<Commune | undefined> {
    try {
      return await this.#ask<Commune>('GET', '/api/commune');
    } catch (error) {
      if (error instanceof HubRefusedError && error.status === 404) return undefined;
      throw error;
    }
  }
  async putCommune(commune: Commune): Promise<void> {
    await this.#ask('PUT', '/api/commune', commune);
  }
  async profiles(): Promise<DeviceProfile[]> {
    return (await this.#ask<{ profiles: DeviceProfile[] }>('GET', '/api/profiles')).profiles;
  }
  async devices(): Promise<Device[]> {
    return (await this.#ask<{ devices: Device[] }>('GET', '/api/devices')).devices;
  }
  async gateways(): Promise<Gateway[]> {
    return (await this.#ask<{ gateways: Gateway[] }>('GET', '/api/gateways')).gateways;
  }
  /** `secret` is absent where a gateway speaks for the device. */
  addDevice(device: NewDevice): Promise<{ device: Device; secret?: string }> {
    return this.#ask('POST', '/api/devices', device);
  }
  addGateway(gateway: NewGateway): Promise<{ gateway: Gateway; secret: string }> {
    return this.#ask('POST', '/api/gateways', gateway);
  }
  /** A new secret; the old one opens nothing any more. */
  async newSecret(kind: 'devices' | 'gateways', id: string): Promise<string> {
    return (await this.#ask<{ secret: string }>('POST', `/api/${kind}/${encodeURIComponent(id)}/secret`)).secret;
  }
  /** Labels for new boxes, with their secrets. */
  async printLabels(count: number, profile: string): Promise<Label[]> {
    return (await this.#ask<{ labels: Label[] }>('POST', '/api/claims', { count, profile })).labels;
  }
  async install(installation: NewInstallation): Promise<Device> {
    return (await this.#ask<InstallationAnswer>('POST', '/api/installations', installation)).device;
  }
  /** How many things of a kind are registered. */
  async countOf(kind: ThingKind): Promise<number> {
    return (await this.#ask<{ total: number }>('GET', `/api/registry/${kind}?limit=1`)).total;
  }
  /** Changes some of a thing, as it stands now. */
  async changeThing(kind: ThingKind, id: string, change: object): Promise<void> {
    const path = `/api/registry/${kind}/${encodeURIComponent(id)}`;
    const { version } = await this.#ask<{ version: number }>('GET', path);
    await this.#ask('PATCH', path, { ...change, version });
  }
  /** All of them or, where one is wrong, none. */
  importThings(kind: ThingKind, features: readonly ThingFeature[]): Promise<ImportAnswer> {
    const file = { type: 'FeatureCollection', features };
    return this.#ask('POST', `/api/registry/${kind}/import?format=geojson`, file);
  }
  /** An inspection or a sample; the same key sent again is the same record. */
  async addSourceRecord(id: string, record: Omit<NewSourceRecord, 'source'>): Promise<void> {
    await this.#ask('POST', `/api/sources/${encodeURIComponent(id)}/records`, record);
  }
  /** Today's turns of water, of all blocks. */
  async blockDays(): Promise<BlockDay[]> {
    return (await this.#ask<{ blocks: BlockDay[] }>('GET', '/api/farm/blocks')).blocks;
  }
  /** What somebody did at a plot; the same key sent again is the same answer. */
  async answerFarm(answer: FarmAnswer): Promise<void> {
    await this.#ask('POST', '/api/farm/answers', answer);
  }
  async people(): Promise<{ id: string; name: string }[]> {
    return (await this.#ask<{ people: { id: string; name: string }[] }>('GET', '/api/people?limit=1000')).people;
  }
  /** A link that binds somebody's phone, once. */
  async invite(person: string): Promise<string> {
    return (await this.#ask<{ url: string }>('POST', `/api/people/${encodeURIComponent(person)}/invitation`)).url;
  }
  async addPerson(person: NewPerson): Promise<void> {
    await this.#ask('POST', '/api/people', person);
  }
  /** Whether it answers and can serve. */
  async healthy(): Promise<boolean> {
    try {
      const response = await fetch(new URL('/api/health', this.url), { signal: AbortSignal.timeout(2000) });
      return response.ok;
    } catch {
      return false;
    }
  }

  /** Screens that show a code and wait to be paired. */
  async waitingWalls(): Promise<{ code: string }[]> {
    return (await this.#ask<{ waiting: { code: string }[] }>('GET', '/api/walls')).waiting;
  }
  async pairWall(code: string, name: string): Promise<void> {
    await this.#ask('POST', '/api/walls', { code, name });
  }

  /** Signs in where it has to; a session that is over is opened anew. */
  async #ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    if (!this.credentials) return (await this.#send<T>(method, path, body).catch(asStranger)).answer;
    try {
      return (await this.#send<T>(method, path, body, await this.#cookie(this.credentials))).answer;
    } catch (error) {
      if (!(error instanceof HubRefusedError && error.code === 'signed-out')) throw error;
      this.#session = undefined;
      return (await this.#send<T>(method, path, body, await this.#cookie(this.credentials))).answer;
    }
  }

  #cookie(credentials: Credentials): Promise<string> {
    const asked = (this.#session ??= this.#send('POST', '/api/session', credentials).then(({ cookie }) => cookie));
    asked.catch(() => (this.#session = undefined));
    return asked;
  }

  async #send<T>(
    method: string,
    path: string,
    body?: unknown,
    cookie?: string,
  ): Promise<{ answer: T; cookie: string }> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(new URL(path, this.url), {
        method,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: { ...(cookie && { cookie }), ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      text = await response.text();
    } catch (cause) {
      throw new HubUnreachableError(
        `Không nối được tới hub ở ${this.url}. Hub đã chạy chưa? / no hub answers at ${this.url}; does it run?`,
        { cause },
      );
    }
    const answer = jsonOf(text);
    if (response.ok) return { answer: answer as T, cookie: cookiesOf(response) };
    const { error, message } = (answer ?? {}) as { error?: string; message?: string };
    throw new HubRefusedError(response.status, error ?? `http-${response.status}`, message ?? text.slice(0, 200));
  }
}

function asStranger(error: unknown): never {
  if (error instanceof HubRefusedError && error.code === 'signed-out')
    throw new HubRefusedError(
      error.status,
      error.code,
      'Hub cần đăng nhập: đặt HUB_LOGIN và HUB_PASSWORD / the hub wants to know who asks: set HUB_LOGIN and HUB_PASSWORD',
    );
  throw error;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0]!)
    .join('; ');
