import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Words } from '../scenarios/stage.js';

export interface Loudspeakers {
  /** Settings of a hub that speaks through them. */
  settings: NodeJS.ProcessEnv;
  stop(): void;
}

/**
 * Loudspeakers of the simulated commune: a vendor's interface on this machine alone, which writes down what is heard
 * where. A hamlet has one, by its own id. Resolves when it listens.
 */
export async function startLoudspeakers(
  hamlets: readonly { id: string; name: string }[],
  say: (words: Words) => void,
): Promise<Loudspeakers> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const told = toldIn(Buffer.concat(chunks).toString());
      const where = told?.zones?.map((zone) => hamlets.find(({ id }) => id === zone)?.name ?? zone).join(', ');
      if (where === undefined) {
        response.writeHead(400).end();
        return;
      }
      if (request.url === '/stop') say({ vi: `Loa ${where} dừng`, en: `Loudspeakers of ${where} stop` });
      else say({ vi: `Loa ${where}: "${told?.text ?? ''}"`, en: `Loudspeakers of ${where} speak` });
      response.writeHead(200).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    settings: {
      LOUDSPEAKER_URL: `${url}/say`,
      LOUDSPEAKER_STOP_URL: `${url}/stop`,
      LOUDSPEAKER_ZONES: hamlets.map(({ id }) => `${id}=${id}`).join(','),
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function toldIn(body: string): { zones?: string[]; text?: string } | undefined {
  try {
    return JSON.parse(body) as { zones?: string[]; text?: string };
  } catch {
    return undefined;
  }
}
