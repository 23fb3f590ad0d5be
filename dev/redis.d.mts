/** The path of a program that is a Redis server when it is called `redis-server`, installed when this is a Debian-like machine and we are root; else throws. */
export function redisProgram(): string;
