import * as http from 'node:http';
import * as https from 'node:https';
import { StoreUnavailableError } from '../time-series.js';
import type { InfluxAddress } from './influx-address.js';

const TIMEOUT_MS = 30_000;

/** What became of a body of lines. `refused`: some line of it is at fault, and the others may be stored already. */
export type Sent = { result: 'stored' } | { result: 'refused' | 'too-large' | 'no-database'; reason: string };

/**
 * Posts line protocol over connections that stay open. The `influx` package builds its lines from objects with a schema
 * and costs twice the time for each point: docs/decisions/0002-influx-writes.md.
 */
export class LineSender {
  readonly #request: typeof http.request;
  readonly #options: http.RequestOptions;
  readonly #agent: http.Agent;

  constructor({ protocol, host, port, username, password, database }: InfluxAddress) {
    const secure = protocol === 'https';
    this.#request = secure ? https.request : http.request;
    this.#agent = secure ? new https.Agent({ keepAlive: true }) : new http.Agent({ keepAlive: true });
    this.#options = {
      host,
      port,
      path: `/write?db=${encodeURIComponent(database)}&precision=ms`,
      method: 'POST',
      agent: this.#agent,
      timeout: TIMEOUT_MS,
      ...(username && { auth: `${username}:${password}` }),
    };
  }

  async send(lines: Buffer): Promise<Sent> {
    const { status, body } = await this.#post(lines, true);
    if (status < 300) return { result: 'stored' };
    if (status === 413) return { result: 'too-large', reason: 'request entity too large' };
    if (status === 404) return { result: 'no-database', reason: errorIn(body) };
    if (status === 400 || status === 422) return { result: 'refused', reason: errorIn(body) };
    throw new StoreUnavailableError(`InfluxDB: ${status} ${errorIn(body)}`);
  }

  close(): void {
    this.#agent.destroy();
  }

  /** A connection that stood idle may have been closed by the server meanwhile: then once more, on a new one. */
  async #post(body: Buffer, mayRepeat: boolean): Promise<{ status: number; body: string }> {
    let reused = false;
    try {
      return await new Promise((resolve, reject) => {
        const request = this.#request({ ...this.#options, headers: { 'content-length': body.length } }, (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (part) => (text += part));
          response.on('end', () => resolve({ status: response.statusCode!, body: text }));
          response.on('error', reject);
        });
        request.on('timeout', () => request.destroy(new Error('InfluxDB does not answer')));
        request.on('error', (error) => {
          reused = request.reusedSocket;
          reject(error);
        });
        request.end(body);
      });
    } catch (error) {
      if (mayRepeat && reused && (error as { code?: string }).code === 'ECONNRESET') return this.#post(body, false);
      throw new StoreUnavailableError((error as Error).message, { cause: error });
    }
  }
}

function errorIn(body: string): string {
  try {
    return String((JSON.parse(body) as { error?: unknown }).error ?? body);
  } catch {
    return body.slice(0, 500);
  }
}
