import type { RequestHandler } from 'express';
import type { Config } from '../../platform/config/config';
import { HttpRefusal } from './errors';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses writes that a page of another site makes a browser send. Clients that are no browsers name no origin.
 * @param options.opaque also let `Origin: null` pass: what a browser sends for the form of a page that hides its address
 */
export function originCheck(
  config: Pick<Config, 'PUBLIC_URL'>,
  options: { opaque: boolean } = { opaque: false },
): RequestHandler {
  const own = new URL(config.PUBLIC_URL).origin;
  return (request, _response, next) => {
    const { origin, host } = request.headers;
    const foreign =
      origin === undefined
        ? request.headers['sec-fetch-site'] === 'cross-site'
        : origin === 'null'
          ? !options.opaque
          : origin !== own && hostOf(origin) !== host;
    if (foreign && !READING.has(request.method)) {
      throw new HttpRefusal(403, 'This request comes from another site.');
    }
    next();
  };
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
