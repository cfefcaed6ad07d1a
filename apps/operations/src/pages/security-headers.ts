import helmet from 'helmet';

const DOCS = /^\/api\/docs/;

/** Nothing but what the hub itself serves runs in its pages. The interactive documentation styles itself inline. */
export function securityHeaders() {
  const build = (styles: string[]) =>
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'", ...styles],
          imgSrc: ["'self'", 'data:'],
          connectSrc: ["'self'"],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
      // there is no HTTPS yet to insist on
      strictTransportSecurity: false,
    });
  const pages = build([]);
  const docs = build(["'unsafe-inline'"]);
  type Handler = typeof pages;
  const handler: Handler = (request, response, next) =>
    (DOCS.test(request.url ?? '') ? docs : pages)(request, response, next);
  return handler;
}
