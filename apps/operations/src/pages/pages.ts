import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';

const YEAR_S = 31_536_000;
/** Addresses that a browser opens; which page it is, the page itself knows (apps/web/src/pages.ts). */
const PAGE = /^\/($|(wall|sign-in|setup|join|account|install)\/?$|admin(\/|$))/;
const WALL = /^\/wall\/?$/;
/** A kiosk's own page asks whether the hub is there. The page has nothing in it that a stranger could want. */
const PAGE_HEADERS = { 'cache-control': 'no-cache', 'cross-origin-resource-policy': 'cross-origin' };

/** Serves the built pages: files with a hash in their name for ever, the page itself asked for anew each time. */
export function servePages(app: NestExpressApplication, dir: string): void {
  app.useStaticAssets(join(dir, 'assets'), { prefix: '/assets/', maxAge: YEAR_S * 1000, immutable: true });
  const pages = { wall: join(dir, 'wall.html'), other: join(dir, 'index.html') };
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (request.method !== 'GET' || !PAGE.test(request.path)) next();
    else if (request.path === '/') response.redirect('/wall');
    else {
      const page = WALL.test(request.path) ? pages.wall : pages.other;
      if (existsSync(page)) response.set(PAGE_HEADERS).sendFile(page);
      else response.status(503).type('text/plain').send('Chưa có trang: hãy chạy "npm run build"\n');
    }
  });
}
