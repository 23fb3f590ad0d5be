import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A file that has arrived but is not kept yet. */
export interface ArrivedFile {
  id: string;
  /** In bytes. */
  size: number;
  /** Of its content, in hex. */
  sha256: string;
}

/** What a file's content turned out to be when it was read again. */
type StoredContent = { state: 'intact'; content: Buffer } | { state: 'changed' | 'missing' };

/**
 * Content under random ids. A file arrives in one folder, is looked at there, and is kept by moving it into another:
 * what was refused, or came only in part, never lies beside what is kept. Names of people's choosing are not used.
 */
export interface FileStore {
  /** Takes in a stream. If it fails, nothing is left behind. */
  receive(source: Readable): Promise<ArrivedFile>;
  /** The content of an arrived file. */
  readArrived(id: string): Promise<Buffer>;
  /** Keeps an arrived file. */
  keep(id: string): Promise<void>;
  /** Removes files, arrived or kept; those that are gone already do not matter. */
  remove(ids: string[]): Promise<void>;
  /** Reads a kept file and compares it with what it was. */
  read(file: { id: string; sha256: string }): Promise<StoredContent>;
  /** Removes what arrived over an hour ago and was never kept: what a crash left. Returns how many. */
  sweep(): Promise<number>;
}

const ABANDONED_MS = 3_600_000;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A store in a folder, which is made when it is first needed. Several processes may share it. */
export function createFileStore(folder: string): FileStore {
  const root = resolve(folder);
  const arrivals = join(root, 'arrivals');
  const arrived = (id: string) => join(arrivals, checked(id));
  const shelf = (id: string) => join(root, checked(id).slice(0, 2));
  const kept = (id: string) => join(shelf(id), id);
  return {
    async receive(source) {
      const id = randomUUID();
      await mkdir(arrivals, { recursive: true, mode: 0o700 });
      try {
        const measured = await write(source, arrived(id));
        return { id, ...measured };
      } catch (error) {
        await rm(arrived(id), { force: true });
        throw error;
      }
    },
    readArrived: (id) => readFile(arrived(id)),
    async keep(id) {
      await mkdir(shelf(id), { recursive: true, mode: 0o700 });
      await sync(arrived(id));
      await rename(arrived(id), kept(id));
      await sync(shelf(id));
    },
    async remove(ids) {
      for (const id of ids) {
        await rm(arrived(id), { force: true });
        await rm(kept(id), { force: true });
      }
    },
    async read({ id, sha256 }) {
      const content = await readFile(kept(id)).catch(missing);
      if (content === undefined) return { state: 'missing' };
      const found = createHash('sha256').update(content).digest('hex');
      return found === sha256 ? { state: 'intact', content } : { state: 'changed' };
    },
    async sweep() {
      let swept = 0;
      for (const name of (await readdir(arrivals).catch(missing)) ?? []) {
        const file = await stat(join(arrivals, name)).catch(missing);
        if (!file || Date.now() - file.mtimeMs < ABANDONED_MS) continue;
        await rm(join(arrivals, name), { force: true });
        swept++;
      }
      return swept;
    },
  };
}

async function write(source: Readable, path: string): Promise<Omit<ArrivedFile, 'id'>> {
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(source, measure, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  return { size, sha256: hash.digest('hex') };
}

/** A row that outlives a power cut must not name a file that does not. */
async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().finally(() => handle.close());
}

/** An id is ours or it is a mistake in the program: no other text ever becomes part of a path. */
function checked(id: string): string {
  if (!ID.test(id)) throw new Error('not the id of a stored file');
  return id;
}

function missing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
