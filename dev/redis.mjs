// The Redis server that the tests of `REDIS_URL` start.
import { spawnSync } from 'node:child_process';
import { installPackages, programPath } from './debian.mjs';

/** The path of a program that is a Redis server when it is called `redis-server`, installed when this is a Debian-like machine and we are root; else throws. */
export function redisProgram() {
  const found = find() ?? install();
  if (found) return found;
  throw new Error('The tests of REDIS_URL need redis-server: install it.');
}

function find() {
  // Debian's package of the tools holds the server under another name, and starts no service.
  return [programPath('redis-server'), programPath('redis-check-rdb')].find(isServer);
}

function isServer(path) {
  if (!path) return false;
  const { status, stdout } = spawnSync(path, ['--version'], {
    argv0: 'redis-server',
    encoding: 'utf8',
  });
  return status === 0 && stdout.startsWith('Redis server');
}

function install() {
  installPackages('Redis', ['redis-tools']);
  return find();
}
