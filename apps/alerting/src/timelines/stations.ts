import type {
  AlertsItem,
  AlertTransition,
  Device,
  DeviceProfile,
  Gateway,
  ReadingsItem,
  Request,
} from '#hub/contracts';
import { DeviceDirectory, type DirectorySnapshot } from '#hub/registry';
import { type AlertingDeps, AlertingService } from '../alerting.service.js';
import { loadSettings } from '../incidents/settings.js';
import { loadRulePack } from '../rules/rule-pack.js';
import { loadTexts } from '../texts/texts.js';
import { MemoryLog } from './memory-log.js';

export interface Station {
  device: Device;
  profile: DeviceProfile;
}

const MINUTE = 60_000;
export const PROFILES = {
  air: {
    id: 'air',
    kind: 'air',
    vi: 'Trạm không khí',
    en: 'Air station',
    metrics: { pm25: {}, co: {} },
    intervalMs: MINUTE,
  },
  canal: {
    id: 'canal',
    kind: 'canal',
    vi: 'Mực nước',
    en: 'Canal',
    metrics: { water_level: {} },
    intervalMs: 5 * MINUTE,
  },
  logger: {
    id: 'logger',
    kind: 'canal',
    vi: 'Máy ghi',
    en: 'Logger',
    metrics: { water_level: {}, salinity: {} },
    intervalMs: 5 * MINUTE,
    uploadIntervalMs: 60 * MINUTE,
  },
  water: {
    id: 'water',
    kind: 'water',
    vi: 'Trạm nước',
    en: 'Water station',
    metrics: { ph: {}, cod: {} },
    intervalMs: MINUTE,
  },
  camera: { id: 'camera', kind: 'camera', vi: 'Camera', en: 'Camera', metrics: {}, intervalMs: MINUTE },
} satisfies Record<string, DeviceProfile>;

export function station(id: string, profile: keyof typeof PROFILES, overrides: Partial<Device> = {}): Station {
  return {
    profile: PROFILES[profile],
    device: {
      id,
      commune: '26734',
      profile,
      state: 'installed',
      name: `Trạm ${id}`,
      hamlet: 'Thôn Đông',
      place: 'gần nhà văn hóa',
      simulated: false,
      installedAt: 0,
      ...overrides,
    },
  };
}

/** What stands around the stations. */
export type Around = Partial<Pick<DirectorySnapshot, 'hamlets' | 'effluent'>> & { gateways?: readonly Gateway[] };

export function directoryOf(stations: readonly Station[], around: Around = {}): DeviceDirectory {
  const directory = new DeviceDirectory();
  register(directory, stations, around);
  return directory;
}
export const register = (directory: DeviceDirectory, stations: readonly Station[], around: Around = {}) =>
  directory.replace({
    devices: stations.map(({ device }) => ({ device, secretHashes: [] })),
    gateways: (around.gateways ?? []).map((gateway) => ({ gateway, secretHashes: [] })),
    hamlets: around.hamlets ?? [],
    effluent: around.effluent ?? [],
    profiles: Object.values(PROFILES),
  });

/** The app on a log in memory, as the hub would run it. */
export function alertingOf(stations: readonly Station[], pack = 'default', around: Around = {}) {
  const texts = loadTexts();
  const log = new MemoryLog();
  const directory = directoryOf(stations, around);
  const deps: AlertingDeps = {
    log,
    directory,
    texts,
    settings: loadSettings(),
    pack: loadRulePack(pack, new Set(Object.keys(texts.vi.templates))),
  };
  let service = new AlertingService(deps);
  service.start();
  return {
    log,
    directory,
    get service() {
      return service;
    },
    take: (items: ReadingsItem[], fails = false): AlertTransition[] =>
      log.run((commit) => service.onReadings(items, commit), fails).filter((item) => item.type === 'alert'),
    ask: (request: Request, fails = false): AlertsItem[] =>
      log.run((commit) => service.onRequests([request], commit), fails),
    restart() {
      service.stop();
      service = new AlertingService(deps);
      service.start();
    },
  };
}
