import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { anyFreePort } from '../../dev/embedded/ports';
import { redisProgram } from '../../dev/redis.mjs';

/** A Redis server of a suite's own, without anything on disk. */
export interface TestRedis {
  url: string;
  /** As a crash would: no goodbye to its clients. */
  kill(): Promise<void>;
  /** Brings it back on the same port. */
  start(): Promise<void>;
}

/** Starts a Redis server on a free port. */
export async function startTestRedis(): Promise<TestRedis> {
  const port = await anyFreePort();
  let server: ChildProcess | undefined;
  const redis: TestRedis = {
    url: `redis://127.0.0.1:${port}`,
    async kill() {
      const running = server;
      server = undefined;
      if (!running) return;
      running.kill('SIGKILL');
      await once(running, 'exit');
    },
    async start() {
      const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', ''];
      const started = spawn(redisProgram(), [...options, '--appendonly', 'no'], {
        argv0: 'redis-server',
      });
      server = started;
      await new Promise<void>((resolve, reject) => {
        started.once('exit', () => reject(new Error('redis-server ended')));
        started.stdout.on('data', (text: Buffer) => {
          if (text.includes('Ready to accept connections')) resolve();
        });
      });
    },
  };
  await redis.start();
  return redis;
}
