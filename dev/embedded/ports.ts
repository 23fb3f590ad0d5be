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

/** A port that nobody uses now, chosen by the system. */
export function anyFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
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
