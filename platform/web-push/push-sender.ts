import { lookup as resolve, type LookupAddress } from 'node:dns';
import { request as requestOverHttp, type RequestOptions } from 'node:http';
import { request as requestOverTls } from 'node:https';
import type { LookupFunction } from 'node:net';
import { generateRequestDetails } from 'web-push';
import type { Config } from '../config/config';
import { isPublicAddress, isPushAddress } from './push-address';

/** A browser as its push service knows it. */
export interface PushTarget {
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** `gone`: the browser has taken it back; `later`: worth another try; `refused`: not. */
export type PushResult = 'sent' | 'gone' | 'later' | 'refused';

/** Sends pushes. */
export interface PushSender {
  /** Never throws. @param payload text, at most some 3,000 bytes; only the browser can read it */
  send(
    target: PushTarget,
    push: { payload: string; urgency: 'normal' | 'high'; topic: string },
  ): Promise<PushResult>;
}

type PushConfig = Pick<
  Config,
  'PUSH_VAPID_PUBLIC_KEY' | 'PUSH_VAPID_PRIVATE_KEY' | 'PUSH_SUBJECT' | 'NODE_ENV' | 'PUBLIC_URL'
>;

const KEPT_SECONDS = 86_400;
const PATIENCE_MS = 10_000;

/** Whether pushes may go to this machine itself: in tests alone. */
export function allowsLoopback({ NODE_ENV }: Pick<Config, 'NODE_ENV'>): boolean {
  return NODE_ENV === 'test';
}

/** What sends pushes, signed as coming from this installation; null without keys: then there are none. */
export function createPushSender(config: PushConfig): PushSender | null {
  const { PUSH_VAPID_PUBLIC_KEY: publicKey, PUSH_VAPID_PRIVATE_KEY: privateKey } = config;
  if (!publicKey || !privateKey) return null;
  const subject = config.PUSH_SUBJECT ?? subjectOf(config.PUBLIC_URL);
  const loopback = allowsLoopback(config);
  return {
    async send({ endpoint, p256dh, auth }, { payload, urgency, topic }) {
      if (!isPushAddress(endpoint, { loopback })) return 'refused';
      try {
        const details = generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
          vapidDetails: { subject, publicKey, privateKey },
          ...{ TTL: KEPT_SECONDS, urgency, topic },
        });
        return meaningOf(await post(details, loopback));
      } catch (error) {
        // Keys that are none cannot be encrypted for; everything else is the network's.
        return (error as { code?: string }).code === undefined ? 'refused' : 'later';
      }
    },
  };
}

/** Push services want to know whom to write to. */
function subjectOf(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? publicUrl : 'mailto:no-reply@netra.example';
}

function meaningOf(status: number): PushResult {
  if (status >= 200 && status < 300) return 'sent';
  if (status === 404 || status === 410) return 'gone';
  return status === 429 || status >= 500 ? 'later' : 'refused';
}

/** No redirect is followed, and the answer's body is thrown away. */
function post(
  details: ReturnType<typeof generateRequestDetails>,
  loopback: boolean,
): Promise<number> {
  const { protocol } = new URL(details.endpoint);
  const request = protocol === 'https:' ? requestOverTls : requestOverHttp;
  const options: RequestOptions = {
    method: details.method,
    headers: details.headers,
    timeout: PATIENCE_MS,
    agent: false,
    ...(loopback ? {} : { lookup: publicOnly }),
  };
  return new Promise((settle, reject) => {
    const sent = request(details.endpoint, options, (answer) => {
      answer.resume();
      settle(answer.statusCode ?? 0);
    });
    sent.on('timeout', () => sent.destroy(Object.assign(new Error(), { code: 'ETIMEDOUT' })));
    sent.on('error', reject);
    sent.end(details.body);
  });
}

/** A name that leads inside is not followed, whatever it led to when it was written down. */
const publicOnly: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    const [first] = found ?? [];
    if (error || !first) return callback(error ?? new Error('no address'), [] as LookupAddress[]);
    if (!found.every(({ address }) => isPublicAddress(address))) {
      return callback(Object.assign(new Error(), { code: 'EACCES' }), [] as LookupAddress[]);
    }
    if (options.all) return callback(null, found);
    callback(null, first.address, first.family);
  });
};
