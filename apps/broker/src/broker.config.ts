import { z } from 'zod';
import { ConfigError } from '#hub/service-kit';

const port = z.coerce.number().int().min(0).max(65535);
const positive = (fallback: number) => z.coerce.number().int().positive().default(fallback);

/** Settings of the MQTT side. Port 0 lets the system choose. */
export const brokerConfigSchema = z.object({
  MQTT_HOST: z.string().default('0.0.0.0'),
  MQTT_PORT: port.default(1883),
  MQTTS_PORT: port.optional(),
  /** Paths of PEM files. */
  MQTTS_CERT: z.string().optional(),
  MQTTS_KEY: z.string().optional(),
  MQTT_MAX_CONNECTIONS: positive(2000),
  MQTT_MAX_CONNECTIONS_PER_ADDRESS: positive(1000),
  /** Boxes may get their secrets over lines that others can read. Else only with TLS, or on this machine. */
  MQTT_PLAIN_PROVISIONING: z.stringbool().default(false),
  /** Per account and second; above it a client is slowed. */
  MQTT_RATE_PACKETS: positive(100),
  /** Packets an account may send at once after a rest; bytes and readings may run ahead for as many seconds. */
  MQTT_BURST: positive(1000),
  MQTT_RATE_BYTES: positive(262_144),
  MQTT_RATE_READINGS: positive(1000),
});
export type BrokerConfig = z.infer<typeof brokerConfigSchema>;

export interface TlsConfig {
  port: number;
  certPath: string;
  keyPath: string;
}
/** The TLS listener's settings, or undefined where none is wanted; half a configuration is an error. */
export function tlsOf(config: BrokerConfig): TlsConfig | undefined {
  const { MQTTS_PORT, MQTTS_CERT, MQTTS_KEY } = config;
  const all = { MQTTS_PORT, MQTTS_CERT, MQTTS_KEY };
  const missing = Object.entries(all).flatMap(([key, value]) => (value === undefined ? [key] : []));
  if (missing.length === 3) return undefined;
  if (missing.length > 0)
    throw new ConfigError(
      `Cấu hình sai / configuration is wrong:\n  ${missing.join(', ')}: còn thiếu, TLS cần cả ba / missing, TLS needs all three`,
    );
  return { port: MQTTS_PORT!, certPath: MQTTS_CERT!, keyPath: MQTTS_KEY! };
}
