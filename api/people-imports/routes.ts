import type { Request, Response } from 'express';
import {
  importCheckSchema,
  importedSchema,
  importFormSchema,
  importQuerySchema,
  PROGRESS_TYPE,
  type Imported,
  type ImportProgress,
} from '../../domain/wire/people-import';
import { checkPeopleFile } from '../../modules/people-import/use-cases/check-people-file';
import { importPeople } from '../../modules/people-import/use-cases/import-people';
import type { ApiDeps } from '../deps';
import { defineRoute, type Route } from '../route';
import { readOneFile } from '../uploads/read-one-file';

const about = {
  method: 'post',
  tag: 'Organisation',
  access: ['admin', 'hr'],
  documentedForm: importFormSchema,
} satisfies Partial<Route>;

/** Files of people: tried first, then written whole or not at all. For HR and admins. */
export function peopleImportRoutes(deps: ApiDeps): Route[] {
  return [
    defineRoute({
      ...about,
      path: '/people-imports/checks',
      summary: 'What is wrong with a CSV file of people, line by line; writes nothing',
      answer: importCheckSchema,
      handle: async ({ principal, request }) =>
        checkPeopleFile(deps, principal, await readOneFile(request)),
    }),
    defineRoute({
      ...about,
      path: '/people-imports',
      summary: `Add everybody in a CSV file, or nobody. Asked for ${PROGRESS_TYPE}, tells how far it has come`,
      query: importQuerySchema,
      answer: importedSchema,
      status: 201,
      creates: true,
      handle: async ({ principal, query: { sha256 }, request, response }) => {
        const file = await readOneFile(request);
        const progress = progressOf(request, response);
        const imported = await importPeople(deps, principal, {
          file,
          sha256,
          tell: progress?.tell,
        });
        progress?.end(imported);
        return imported;
      },
    }),
  ];
}

/** A stream of lines for who asks for one. Refusals come before its first line; a break after it wrote nobody. */
function progressOf(request: Request, response: Response) {
  if (request.accepts(['json', PROGRESS_TYPE]) !== PROGRESS_TYPE) return undefined;
  const line = (value: unknown) => `${JSON.stringify(value)}\n`;
  return {
    tell: (progress: ImportProgress) => {
      if (!response.headersSent) response.status(201).type(PROGRESS_TYPE);
      response.write(line(progress));
    },
    end: (answer: Imported) => response.end(line(answer)),
  };
}
