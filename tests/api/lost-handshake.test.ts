import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createScopedReader } from '../../platform/database/scoped-reader';
import { createLogger } from '../../platform/logger/logger';

const message = (type: string, body: Buffer) => {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const AUTHENTICATED = message('R', Buffer.alloc(4));
const READY = message('Z', Buffer.from('I'));
const ENDED = message(
  'E',
  Buffer.from(
    'SFATAL\0VFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0',
  ),
);

/** A PostgreSQL that ends as soon as it has let somebody in, and says both in one breath. */
let server: Server;
const sockets = new Set<Socket>();
beforeAll(async () => {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => socket.write(Buffer.concat([AUTHENTICATED, READY, ENDED])));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

test('a connection that is lost the moment it is there fails what asked for it, and not the process', async () => {
  const { port } = server.address() as AddressInfo;
  const url = `postgres://netra@127.0.0.1:${port}/netra`;
  const reader = createScopedReader({
    url,
    logger: createLogger({ level: 'silent', role: 'test' }),
  });
  const read = reader.read({ personId: 'nobody' }, (rows) => rows.query('SELECT 1'));
  await expect(read).rejects.toThrow(/terminating connection|not queryable/);
  await reader.close();
});
