import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port that the demo needs is taken; the message says by which setting to choose another. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
}

/** @throws PortTakenError when another program listens there on this machine. */
export async function freeOrSay(port: number, setting: 'HTTP_PORT' | 'MQTT_PORT'): Promise<void> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const vi = code === 'EACCES' ? 'không được phép dùng' : 'đã có chương trình khác dùng';
    const en = code === 'EACCES' ? 'may not be used' : 'is in use by another program';
    throw new PortTakenError(
      `Cổng ${port} ${vi}; chọn cổng khác: ${setting}=${port + 100} npm run demo\n` +
        `Port ${port} ${en}; choose another: ${setting}=${port + 100} npm run demo`,
      { cause },
    );
  }
  server.close();
  await once(server, 'close');
}

/** The port that a setting names, or the usual one. @throws PortTakenError when it is no port */
export function portOf(text: string | undefined, usual: number, setting: string): number {
  if (!text) return usual;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new PortTakenError(`${setting}: cần một số từ 1 đến 65535 / a number from 1 to 65535`);
  return port;
}
