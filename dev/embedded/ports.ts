import { randomInt } from 'node:crypto';
import net from 'node:net';

/** Whether something accepts connections on this port of this machine. */
export function portAnswers(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host });
    const finish = (answers: boolean) => {
      socket.destroy();
      resolve(answers);
    };
    socket.setTimeout(500, () => finish(false));
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });
}

/**
 * Whether a server may take this port. Binding alone does not tell: some systems let a loopback
 * address be bound while somebody else holds the same port on all addresses.
 */
export async function portIsFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  if ((await portAnswers(port)) || (await portAnswers(port, '::1'))) return false;
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/**
 * A port that nobody uses now. Below those that the system hands out by itself: one of those may be
 * handed to somebody else before the server that is to have it starts.
 */
export async function anyFreePort(): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const port = randomInt(10_000, 32_000);
    if (await portIsFree(port)) return port;
  }
  throw new Error('No free port was found');
}

/** The first free port from `first` on that is not reserved. */
export async function anyPortFrom(
  first: number,
  options: { host: string; reserved: number[] },
): Promise<number> {
  for (let port = first; port <= 65_535; port++) {
    if (!options.reserved.includes(port) && (await portIsFree(port, options.host))) return port;
  }
  throw new Error(`No port from ${first} on is free`);
}
