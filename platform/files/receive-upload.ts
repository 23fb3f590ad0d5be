import type { Readable } from 'node:stream';
import { DomainError, invalidInput } from '../../domain/errors';
import {
  cleanFileName,
  declaredFormat,
  FILE_MAX_BYTES,
  mediaTypeOf,
} from '../../domain/files/file-types';
import { contentProblem } from './check-content';
import type { ArrivedFile, FileStore } from './file-store';

/** A file on its way in, as its sender describes it. */
interface IncomingFile {
  name: string;
  declaredType: string;
  content: Readable;
  /** Known once the content has ended: more came than {@link FILE_MAX_BYTES}, and the rest was let go. */
  isCut(): boolean;
}

/** Hands every file that comes in to `take`, one after the other; rejects when what comes in cannot be read. */
export type Upload = (take: (file: IncomingFile) => Promise<void>) => Promise<void>;

/** A file that arrived and is what it claims to be. */
export interface GoodFile extends ArrivedFile {
  /** As it is shown and offered for saving. */
  name: string;
  mediaType: string;
}

/**
 * Takes in the files of a form, looks at each, and has `write` keep them: all of them, or none and nothing left behind.
 * @throws DomainError invalid-input (what a file is, or is called), too-large, and whatever `write` throws
 */
export async function receiveUpload<Kept>(
  store: FileStore,
  upload: Upload,
  write: (files: GoodFile[]) => Promise<Kept>,
): Promise<Kept> {
  const arrivedIds: string[] = [];
  const looks: Promise<GoodFile | DomainError>[] = [];
  try {
    await upload(async (file) => {
      // In the order they came, whichever is looked at faster.
      looks.push(lookAt(store, file, arrivedIds));
      await looks.at(-1);
    });
    return await write(allGood(await Promise.all(looks)));
  } catch (error) {
    await store.remove(arrivedIds);
    throw error;
  }
}

/** Refusals are kept until everything has come in: a sender who is still talking does not listen. */
async function lookAt(
  store: FileStore,
  file: IncomingFile,
  arrivedIds: string[],
): Promise<GoodFile | DomainError> {
  const name = cleanFileName(file.name);
  const refuse = (problem: string) =>
    invalidInput([{ path: 'file', message: name ? `“${name}”: ${problem}` : problem }]);
  const declared = declaredFormat({ name, declaredType: file.declaredType });
  if (!name || 'problem' in declared) {
    file.content.resume();
    return refuse('problem' in declared ? declared.problem : 'A file needs a name.');
  }
  const arrived = await store.receive(file.content);
  arrivedIds.push(arrived.id);
  if (file.isCut() || arrived.size > FILE_MAX_BYTES) {
    const limit = FILE_MAX_BYTES / 1024 / 1024;
    return new DomainError('too-large', `“${name}” is larger than ${limit} MB`);
  }
  const problem = contentProblem(declared.format, await store.readArrived(arrived.id));
  if (problem !== undefined) return refuse(problem);
  return { ...arrived, name, mediaType: mediaTypeOf(declared.format) };
}

function allGood(looked: (GoodFile | DomainError)[]): GoodFile[] {
  const problems = looked.filter((file) => file instanceof DomainError);
  const tooLarge = problems.find(({ code }) => code === 'too-large');
  if (tooLarge) throw tooLarge;
  if (problems.length > 0)
    throw invalidInput(problems.flatMap(({ details }) => details.errors ?? []));
  if (looked.length === 0) throw invalidInput([{ path: 'file', message: 'Choose a file.' }]);
  return looked as GoodFile[];
}
