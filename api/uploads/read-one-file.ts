import type { Request } from 'express';
import { FILE_MAX_BYTES } from '../../domain/files/file-types';
import { DomainError, invalidInput } from '../../domain/errors';
import { readUpload } from './read-upload';

/**
 * The one file of a form, in memory.
 * @throws HttpRefusal 413, 415, 400; DomainError invalid-input (no file, or fields that are none), too-large
 */
export async function readOneFile(request: Request): Promise<Buffer> {
  const files: Buffer[] = [];
  let cut = false;
  await readUpload(
    request,
    1,
  )(async (file) => {
    const parts: Buffer[] = [];
    for await (const part of file.content) parts.push(part as Buffer);
    cut ||= file.isCut();
    files.push(Buffer.concat(parts));
  });
  const [file] = files;
  if (cut || (file && file.length > FILE_MAX_BYTES)) {
    throw new DomainError('too-large', `A file has at most ${FILE_MAX_BYTES / 1024 / 1024} MB.`);
  }
  if (!file) throw invalidInput([{ path: 'file', message: 'Choose a file.' }]);
  return file;
}
