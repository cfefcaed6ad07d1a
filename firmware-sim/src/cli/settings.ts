import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

/** Where the hub of this installation is to be found, and where the simulator keeps its devices' secrets. */
export interface Settings {
  stateDir: string;
  httpHost: string;
  httpPort: string;
  mqttHost: string;
  mqttPort: string;
  /** Whom the hub lets in; absent: nobody was named. */
  credentials?: { login: string; password: string };
}

/**
 * The hub's own settings, read as the hub reads them: the environment, with a `.env` file below it, and an empty value
 * counts as unset.
 */
export function settingsFrom(env: NodeJS.ProcessEnv, file = '.env'): Settings {
  const below = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  const { SIM_STATE_DIR, DATA_DIR, HTTP_HOST, HTTP_PORT, MQTT_HOST, MQTT_PORT } = { ...below, ...env };
  const { HUB_LOGIN, HUB_PASSWORD, ADMIN_PASSWORD } = { ...below, ...env };
  const password = HUB_PASSWORD || ADMIN_PASSWORD;
  return {
    stateDir: SIM_STATE_DIR || join(DATA_DIR || 'data', 'sim'),
    httpHost: reachable(HTTP_HOST),
    httpPort: HTTP_PORT || '3000',
    mqttHost: reachable(MQTT_HOST),
    mqttPort: MQTT_PORT || '1883',
    ...(password && { credentials: { login: HUB_LOGIN || 'admin', password } }),
  };
}

/** An address that stands for all of the machine's is listened on, not dialled. */
function reachable(host: string | undefined): string {
  if (!host || host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
