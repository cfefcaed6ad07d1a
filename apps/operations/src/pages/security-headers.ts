import type { RequestHandler } from 'express';
import helmet from 'helmet';

const DOCS = /^\/api\/docs/;
const API = /^\/(api|metrics|socket\.io)\b/;
const YEAR_S = 31_536_000;

/** What pages may ask a browser for. Everything else that it has, none of them wants. */
const WANTED = ['autoplay', 'camera', 'fullscreen', 'geolocation', 'screen-wake-lock'];
const UNWANTED =
  'accelerometer display-capture gyroscope hid magnetometer microphone midi payment publickey-credentials-get serial usb';
const PERMISSIONS = [
  ...WANTED.map((feature) => `${feature}=(self)`),
  ...UNWANTED.split(' ').map((feature) => `${feature}=()`),
].join(', ');

/**
 * Nothing but what the hub itself serves runs in its pages, and no other page may hold them. The interactive
 * documentation styles itself inline. Wants `trust proxy` on the application: a browser is held to HTTPS only where it
 * came by HTTPS, for a hub may also be asked on its own machine without.
 */
export function securityHeaders(): RequestHandler {
  const build = (styles: string[], secure: boolean) =>
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          scriptSrc: ["'self'"],
          styleSrc: ["'self'", ...styles],
          // a picture that was just taken is shown before it is sent
          imgSrc: ["'self'", 'data:', 'blob:'],
          connectSrc: ["'self'"],
          workerSrc: ["'self'"],
          manifestSrc: ["'self'"],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
      // the links of invitations have their token behind "#", which is sent to nobody; no address of ours is either
      referrerPolicy: { policy: 'no-referrer' },
      crossOriginOpenerPolicy: { policy: 'same-origin' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
      strictTransportSecurity: secure && { maxAge: YEAR_S, includeSubDomains: true },
      xFrameOptions: { action: 'deny' },
    });
  const handlers = {
    pages: { open: build([], false), secure: build([], true) },
    docs: { open: build(["'unsafe-inline'"], false), secure: build(["'unsafe-inline'"], true) },
  };
  return (request, response, next) => {
    response.setHeader('permissions-policy', PERMISSIONS);
    // answers are about people and their land: they stay in no cache, of a browser as little as of a proxy
    if (API.test(request.path)) response.setHeader('cache-control', 'no-store');
    const kind = handlers[DOCS.test(request.path) ? 'docs' : 'pages'];
    (request.secure ? kind.secure : kind.open)(request, response, next);
  };
}
