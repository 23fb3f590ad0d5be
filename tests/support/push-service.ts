import { createECDH, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PushPayload } from '../../domain/wire/push';
import { openPush } from './open-push';

/** A push as it came in, with what only the browser can read. */
interface TakenPush {
  path: string;
  headers: IncomingMessage['headers'];
  payload: PushPayload;
  at: number;
}

/** What a browser gives a site when it subscribes. */
interface BrowserSubscription {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

/** A push service on this machine, with the browsers behind it. */
export interface PushService {
  taken: TakenPush[];
  /** Every request, whatever was answered. */
  requests(): number;
  /** What is answered from now on to each request, in order; then 201. */
  answer(...statuses: number[]): void;
  subscribe(): BrowserSubscription;
  stop(): Promise<void>;
}

/** Starts a service that opens what it takes with the keys of the browser it is for, as that browser would. */
export async function startPushService(): Promise<PushService> {
  const browsers = new Map<string, { ecdh: ReturnType<typeof createECDH>; auth: Buffer }>();
  const taken: TakenPush[] = [];
  let statuses: number[] = [];
  let requests = 0;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      requests++;
      const path = request.url ?? '';
      const status = statuses.shift() ?? 201;
      const browser = browsers.get(path);
      if (status === 201 && browser) {
        const payload = JSON.parse(openPush(Buffer.concat(parts), browser)) as PushPayload;
        taken.push({ path, headers: request.headers, payload, at: Date.now() });
      }
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    taken,
    requests: () => requests,
    answer: (...next) => void (statuses = next),
    subscribe() {
      const path = `/push/${randomBytes(8).toString('hex')}`;
      const ecdh = createECDH('prime256v1');
      ecdh.generateKeys();
      const auth = randomBytes(16);
      browsers.set(path, { ecdh, auth });
      return {
        endpoint: `http://127.0.0.1:${port}${path}`,
        keys: {
          p256dh: ecdh.getPublicKey().toString('base64url'),
          auth: auth.toString('base64url'),
        },
      };
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
