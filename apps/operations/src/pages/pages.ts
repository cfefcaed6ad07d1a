import { existsSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';

const YEAR_S = 31_536_000;
/** Addresses that a browser opens; which page it is, the page itself knows (apps/web/src/pages.ts). */
const PAGE = /^\/($|(wall|sign-in|setup|join|account)\/?$|(admin|farm|install|khong-khi|operations|security)(\/|$))/;
/** Pages that are documents of their own. */
const OWN = /^\/(wall|farm|install|khong-khi|security)(\/|$)/;
/** A page for villagers has a Vietnamese address, and its files English names. */
const DOCUMENTS: Readonly<Record<string, string>> = { 'khong-khi': 'air' };
/** Addresses that are no page, whoever asks. */
const NO_PAGE = /^\/(api|assets|metrics|socket\.io)(\/|$)/;
/** What a page on a phone needs at the root: a service worker answers for what lies beside it and below. */
const AT_THE_ROOT = /^\/(air|farm|install|security)(-worker\.js|\.html|\.webmanifest|-\d+\.png)$/;
/** A kiosk's own page asks whether the hub is there. The page has nothing in it that a stranger could want. */
const PAGE_HEADERS = { 'cache-control': 'no-cache', 'cross-origin-resource-policy': 'cross-origin' };

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Scripts and styles lie compressed beside themselves; whoever can read that gets it. */
function preferCompressed(dir: string) {
  return (request: Request, response: Response, next: NextFunction) => {
    const type = TYPES[extname(request.path)];
    if (type) response.vary('accept-encoding');
    if (type && request.acceptsEncodings('gzip') && existsSync(join(dir, `${basename(request.path)}.gz`))) {
      response.set({ 'content-type': type, 'content-encoding': 'gzip' });
      request.url = `${request.path}.gz`;
    }
    next();
  };
}

/** Serves the built pages: files with a hash in their name for ever, the page itself asked for anew each time. */
export function servePages(app: NestExpressApplication, dir: string): void {
  app.use('/assets/', preferCompressed(join(dir, 'assets')));
  app.useStaticAssets(join(dir, 'assets'), { prefix: '/assets/', maxAge: YEAR_S * 1000, immutable: true });
  const sendPage = (response: Response, file: string) => {
    const path = join(dir, file);
    if (existsSync(path)) response.set(PAGE_HEADERS).sendFile(path);
    else response.status(503).type('text/plain').send('Chưa có trang: hãy chạy "npm run build"\n');
  };
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (request.method !== 'GET') next();
    else if (AT_THE_ROOT.test(request.path)) sendPage(response, request.path.slice(1));
    else if (!PAGE.test(request.path)) {
      // somebody who typed it wrong reads so on a page; a program is answered as everywhere
      if (!NO_PAGE.test(request.path) && request.accepts('json', 'html') === 'html')
        sendPage(response.status(404).vary('accept'), 'index.html');
      else next();
    } else {
      const own = OWN.exec(request.path)?.[1] ?? 'index';
      sendPage(response, `${DOCUMENTS[own] ?? own}.html`);
    }
  });
}
