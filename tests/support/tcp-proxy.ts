import net from 'node:net';
import type { AddressInfo } from 'node:net';

/** A cable to a server that can be pulled, plugged in again, or made to carry nothing without being cut. */
export interface TcpProxy {
  port: number;
  pull(): Promise<void>;
  plugIn(): Promise<void>;
  /** What is sent goes nowhere and nobody is told, as when a switch dies. */
  freeze(): void;
  /** What was sent meanwhile arrives. */
  thaw(): void;
}

/** Forwards a free local port to `target`. */
export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const open = new Set<net.Socket>();
  let frozen = false;
  const server = net.createServer((client) => {
    const upstream = net.connect(target.port, target.host);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(from);
      from.on('data', (piece) => {
        if (!to.write(piece)) from.pause();
      });
      to.on('drain', () => frozen || from.resume());
      from.on('end', () => to.end());
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
      if (frozen) from.pause();
    }
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async pull() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
    plugIn: () => listen(port),
    freeze() {
      frozen = true;
      for (const socket of open) socket.pause();
    },
    thaw() {
      frozen = false;
      for (const socket of open) socket.resume();
    },
  };
}
