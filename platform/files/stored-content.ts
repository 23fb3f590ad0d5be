import { DomainError } from '../../domain/errors';
import type { FileStore } from './file-store';

const DAMAGED = {
  changed: 'has changed since it was uploaded: its hash is another one. It is not served',
  missing: 'is no longer in the file store',
};

/**
 * The content of a kept file, which is exactly what was uploaded.
 * @throws DomainError conflict (`damage`: the content in the store is another, or gone)
 */
export async function readStored(
  store: FileStore,
  file: { id: string; name: string; sha256: string },
): Promise<Buffer> {
  const stored = await store.read(file);
  if (stored.state === 'intact') return stored.content;
  throw new DomainError('conflict', `“${file.name}” ${DAMAGED[stored.state]}`, {
    damage: stored.state,
    fileId: file.id,
  });
}
