import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from '#hub/service-kit';
import { brokerConfigSchema, tlsOf } from './broker.config.js';

const read = (env: Record<string, string>) => readConfig(brokerConfigSchema, env);

describe('settings of the MQTT side', () => {
  it('have defaults for a trusted network, without TLS', () => {
    const config = read({});
    expect(config).toMatchObject({ MQTT_PORT: 1883, MQTT_RATE_PACKETS: 100, MQTT_BURST: 1000 });
    expect(tlsOf(config)).toBeUndefined();
  });

  it.each([
    ['MQTT_PORT', '70000'],
    ['MQTT_PORT', 'mqtt'],
    ['MQTTS_PORT', '-1'],
    ['MQTT_RATE_PACKETS', '-3'],
    ['MQTT_BURST', '1.5'],
    ['MQTT_MAX_CONNECTIONS', 'many'],
  ])('%s=%s is an error that names the key and not the value', (key, value) => {
    expect(() => read({ [key]: value })).toThrow(ConfigError);
    expect(() => read({ [key]: value })).toThrow(key);
    expect(() => read({ [key]: value })).not.toThrow(new RegExp(`\\b${value}\\b`));
  });

  it('of TLS are all three or none', () => {
    const all = { MQTTS_PORT: '8883', MQTTS_CERT: 'c.pem', MQTTS_KEY: 'k.pem' };
    expect(tlsOf(read(all))).toEqual({ port: 8883, certPath: 'c.pem', keyPath: 'k.pem' });
    for (const missing of Object.keys(all)) {
      const half = () => tlsOf(read({ ...all, [missing]: '' }));
      expect(half).toThrow(ConfigError);
      expect(half).toThrow(missing);
    }
  });
});
