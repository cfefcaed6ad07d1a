import { ConfigError } from '#hub/service-kit';

/** Where an INFLUX_URL points to. */
export interface InfluxAddress {
  protocol: 'http' | 'https';
  host: string;
  port: number;
  username: string;
  password: string;
  database: string;
}

/** Reads "http://user:password@host:8086/database"; the error never repeats it, since it may hold a password. */
export function parseInfluxUrl(text: string): InfluxAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const database = url ? decodeURIComponent(url.pathname.slice(1)) : '';
  if (!url || !/^https?:$/.test(url.protocol) || database === '' || database.includes('/'))
    throw new ConfigError('INFLUX_URL: cần dạng / must be like http://<host>:8086/<database>');
  const protocol = url.protocol === 'https:' ? 'https' : 'http';
  return {
    protocol,
    host: url.hostname,
    port: Number(url.port) || (protocol === 'https' ? 443 : 80),
    username: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database,
  };
}
