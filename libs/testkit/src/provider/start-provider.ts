import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  at: number;
}
export type ProviderAnswer =
  | { status: number; body?: string; headers?: Record<string, string> }
  /** Never answers, cuts the line before it answers, or takes its time. */
  | 'hang'
  | 'reset';

export interface TestProvider {
  url: string;
  asked: Asked[];
  /** How it answers; may be changed at any time. */
  answer: (asked: Asked) => ProviderAnswer;
  /** Lets go of lines that hang. */
  cut(): void;
  stop(): Promise<void>;
}

/** A provider of text messages, calls or whatever else is asked by HTTP: a real server that answers as it is told to. */
export async function startProvider(answer: TestProvider['answer'] = () => ({ status: 200 })): Promise<TestProvider> {
  const provider: TestProvider = {
    ...{ url: '', asked: [], answer },
    cut: () => server.closeAllConnections(),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url: path = '', headers } = request;
    const asked = { method, path, headers, body: Buffer.concat(chunks).toString(), at: Date.now() };
    provider.asked.push(asked);
    const said = provider.answer(asked);
    if (said === 'hang') return;
    if (said === 'reset') request.socket.resetAndDestroy();
    else response.writeHead(said.status, said.headers).end(said.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  provider.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return provider;
}
