import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The way from a phone to the hub, which can be cut: nothing comes through then, and nobody is told. */
export interface Line {
  /** Address under which the phone knows the hub. */
  url: string;
  cut(): void;
  mend(): void;
  /** What is answered at this path is changed on its way: the hub has another build, as far as a phone can tell. */
  /** What was asked through it so far: "POST /api/incidents/…". */
  readonly asked: readonly string[];
  alter(path: string, change: (text: string) => string): void;
  close(): Promise<void>;
}

export async function startLine(hubUrl: string): Promise<Line> {
  const { hostname, port } = new URL(hubUrl);
  const altered = new Map<string, (text: string) => string>();
  const seen: string[] = [];
  let isCut = false;
  const server = createServer((asked, answer) => {
    const { method, url: path = '/', headers } = asked;
    seen.push(`${method} ${path}`);
    const change = altered.get(path);
    // what is changed on its way must come whole and as it is: neither packed nor "not modified"
    const { 'if-none-match': _match, 'if-modified-since': _since, ...plain } = headers;
    const onwards = change ? { ...plain, 'accept-encoding': 'identity' } : headers;
    const onward = request({ hostname, port, method, path, headers: onwards }, async (got) => {
      if (!change) {
        answer.writeHead(got.statusCode!, got.headers);
        got.pipe(answer);
        return;
      }
      const text = change((await got.setEncoding('utf8').toArray()).join(''));
      const { 'content-length': _, etag: __, ...rest } = got.headers;
      answer.writeHead(got.statusCode!, { ...rest, 'content-length': Buffer.byteLength(text) }).end(text);
    });
    onward.on('error', () => answer.destroy());
    answer.on('close', () => onward.destroy());
    asked.pipe(onward);
  });
  server.on('connection', (socket) => isCut && socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      isCut = true;
      server.closeAllConnections();
    },
    mend() {
      isCut = false;
    },
    asked: seen,
    alter: (path, change) => void altered.set(path, change),
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
