import { StandardSchemaValidationPipe } from '@nestjs/common';
import { signedOut } from '../access/caller.js';
import { Callers } from '../access/callers.js';
import { requestActor } from '../access/request-actor.js';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { NextFunction, Request, Response } from 'express';
import type { IncomingMessage } from 'node:http';
import { LineAdapter } from '../live/line.adapter.js';
import { servePages } from '../pages/pages.js';
import { securityHeaders } from '../pages/security-headers.js';
import { SetUp } from '../sign-in/set-up.js';
import { ErrorFilter } from './error.filter.js';
import { invalidInput } from './errors.js';
import { sameOrigin } from './same-origin.js';

/** A commune's map is the largest thing that people send. */
const LARGEST_JSON = '10mb';
/** What boxes send, and files: whoever takes them reads them himself. */
const RAW = /^\/api\/(ingest\/|registry\/[\w-]+\/import\b)/;

/**
 * Everything in front of the controllers. The application must be created with `bodyParser: false`. Of `trusted`
 * addresses it is believed where a request came from, and how.
 */
export function prepareHttp(app: NestExpressApplication, pagesDir: string, trusted: readonly string[]): void {
  app.disable('x-powered-by');
  // what stands in front of the routes knows them by their addresses: one spelling each. The setting of that name would
  // come too late, for the framework has made the router by now
  Object.assign(app.getHttpAdapter().getInstance().router, { caseSensitive: true });
  app.set('trust proxy', trusted);
  app.use(securityHeaders());
  const setUp = app.get(SetUp, { strict: false });
  app.use(sameOrigin(() => setUp.administered));
  app.use(requestActor);
  app.useWebSocketAdapter(new LineAdapter(app));
  app.useBodyParser('json', {
    limit: LARGEST_JSON,
    type: (request: IncomingMessage) =>
      !RAW.test(request.url ?? '') && /^application\/json\b/i.test(request.headers['content-type'] ?? ''),
  });
  app.useGlobalPipes(new StandardSchemaValidationPipe({ exceptionFactory: invalidInput }));
  app.useGlobalFilters(new ErrorFilter());
  servePages(app, pagesDir);
  app.use(signedInOnly(app.get(Callers, { strict: false })));
  SwaggerModule.setup('api/docs', app, () =>
    SwaggerModule.createDocument(
      app,
      new DocumentBuilder()
        .setTitle('Commune hub')
        .setDescription(
          'Devices, readings, alerts and the state of the hub. Times in answers are milliseconds since 1970.',
        )
        .setVersion('1')
        .build(),
    ),
  );
}

/** The description of the interface is no secret, but nothing that a stranger needs. */
const signedInOnly = (callers: Callers) => (request: Request, response: Response, next: NextFunction) => {
  if (!request.path.startsWith('/api/docs')) {
    next();
    return;
  }
  callers.of(request).then((known) => {
    if (known) next();
    else next(signedOut());
  }, next);
};
