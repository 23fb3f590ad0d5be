import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { Request } from 'express';
import { FILE_MAX_BYTES } from '../../domain/files/file-types';
import { invalidInput, type FieldProblem } from '../../domain/errors';
import type { Upload } from '../../platform/files/receive-upload';
import { HttpRefusal } from '../middleware/errors';

const HEADERS_BYTES = 1024 * 1024;
const UNREADABLE = 'The form cannot be read: send files as multipart/form-data.';

/**
 * The files of a form, at most so many, as they come in.
 * @throws HttpRefusal 413, 415, 400; DomainError invalid-input for fields that are no files
 */
export function readUpload(request: Request, mostFiles: number): Upload {
  // Every file at its largest, and the headers between them.
  const mostBytes = mostFiles * FILE_MAX_BYTES + HEADERS_BYTES;
  const tooLarge = () =>
    new HttpRefusal(413, `One form takes at most ${mostFiles} files of 10 MB.`);
  return async (take) => {
    if (!request.is('multipart/form-data')) throw new HttpRefusal(415, UNREADABLE);
    if (Number(request.get('content-length') ?? 0) > mostBytes) throw tooLarge();
    const form = openForm(request, mostFiles);
    const problems: FieldProblem[] = [];
    const taken: Promise<void>[] = [];
    form.on('file', (_field, content, { filename, mimeType }) => {
      const file = {
        // A form names its files with quotes and line ends as %22, %0A and %0D, and nothing else so
        // (HTML, "multipart form data").
        name: (filename ?? '').replaceAll(/%(22|0A|0D)/gi, (sent) => decodeURIComponent(sent)),
        declaredType: mimeType,
        content,
        isCut: () => isCut(content),
      };
      // It may break before anybody reads it; who reads it hears of that all the same.
      content.on('error', () => undefined);
      taken.push(take(file));
      // It is heard below; until then a failure is nobody's unhandled rejection.
      taken.at(-1)?.catch(() => content.resume());
    });
    form.on('field', (name) => problems.push({ path: name, message: 'There is no such field.' }));
    form.on('filesLimit', () => {
      problems.push({ path: 'file', message: `At most ${mostFiles} files at once.` });
    });
    const read = await Promise.allSettled([
      pipeline(request, noMoreThan(mostBytes, tooLarge), form),
    ]);
    const outcomes = await Promise.allSettled(taken);
    const failed = [...read, ...outcomes].find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw asRefusal(failed.reason);
    if (problems.length > 0) throw invalidInput(problems);
  };
}

function openForm(request: Request, mostFiles: number): busboy.Busboy {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: {
        // One byte more than is taken, or a file of exactly the limit would count as cut.
        fileSize: FILE_MAX_BYTES + 1,
        files: mostFiles,
        ...{ fields: 20, fieldSize: 1024, fieldNameSize: 100, headerPairs: 20 },
      },
    });
  } catch {
    throw new HttpRefusal(400, UNREADABLE);
  }
}

function isCut(content: { truncated?: boolean }): boolean {
  return content.truncated === true;
}

function noMoreThan(limit: number, tooLarge: () => HttpRefusal): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > limit) done(tooLarge());
      else done(null, chunk);
    },
  });
}

/** Errors of the store (a full disk) stay what they are; what is wrong with the form is the sender's to know. */
function asRefusal(reason: unknown): unknown {
  const { code, message } = reason as { code?: string; message?: string };
  const ofForm = /Unexpected end of|Malformed|Boundary not found|Premature close|aborted/i;
  const isOurs = reason instanceof HttpRefusal || (code !== undefined && /^E[A-Z]+$/.test(code));
  if (isOurs || !ofForm.test(message ?? '')) return reason;
  return new HttpRefusal(400, UNREADABLE);
}
