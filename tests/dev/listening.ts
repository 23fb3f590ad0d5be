import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

const LISTEN = '0A';

/** 127.0.0.1, ::1 and ::ffff:127.0.0.1 as Linux writes them in /proc/net/tcp and tcp6. */
export const LOOPBACK: ReadonlySet<string> = new Set([
  '0100007F',
  '00000000000000000000000001000000',
  '0000000000000000FFFF00000100007F',
]);

/** The local addresses on which a process, or a child of it, accepts connections, as Linux writes them. */
export function listeningOn(pid: number): string[] {
  const inodes = new Set([pid, ...childrenOf(pid)].flatMap(socketsOf));
  return ['tcp', 'tcp6'].flatMap((family) =>
    readFileSync(`/proc/${pid}/net/${family}`, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === LISTEN && inodes.has(inode ?? ''))
      .map(([, local]) => local?.split(':')[0] ?? ''),
  );
}

function childrenOf(pid: number): number[] {
  const found = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  const children = found ? found.split(' ').map(Number) : [];
  return children.flatMap((child) => [child, ...childrenOf(child)]);
}

function socketsOf(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder).flatMap((name) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`${folder}/${name}`))?.[1] ?? [];
    } catch {
      // Closed since the folder was listed.
      return [];
    }
  });
}
