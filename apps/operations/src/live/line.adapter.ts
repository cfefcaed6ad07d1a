import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Request, Response } from 'express';
import type { Server, ServerOptions } from 'socket.io';
import { securityHeaders } from '../pages/security-headers.js';

/** Clients, and those who are just asked who they are. */
const MOST_LINES = 400;
/** Whoever does not come into a namespace by then is not kept. Milliseconds. */
const CONNECT_MS = 5000;

/**
 * What lies below the namespaces: socket.io answers HTTP by itself, beside everything else of the hub. Its answers get
 * the headers of all others, and the namespace that it opens to everybody is closed.
 */
export class LineAdapter extends IoAdapter {
  readonly #express: { request: object };

  constructor(app: NestExpressApplication) {
    super(app);
    this.#express = app.getHttpAdapter().getInstance() as { request: object };
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const server = super.createIOServer(port, { ...options, connectTimeout: CONNECT_MS } as ServerOptions) as Server;
    const headers = securityHeaders();
    server.engine.use((request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => {
      headers(this.#read(request), response as Response, (error?: unknown) => {
        const newcomer = !/[?&]sid=/.test(request.url ?? '');
        next(newcomer && server.engine.clientsCount >= MOST_LINES ? new Error('too many clients') : error);
      });
    });
    server.of('/').use((_socket, next) => next(new Error('nothing is told here')));
    return server;
  }

  /** The request as express reads it: of proxies that is believed which the application believes. */
  #read(request: IncomingMessage): Request {
    return Object.setPrototypeOf(request, this.#express.request) as Request;
  }
}
