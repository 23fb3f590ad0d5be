import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  PROGRESS_TYPE,
  type ImportCheck,
  type Imported,
  type ImportProgress,
} from '../../../domain/wire/people-import';
import { api, ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';

function formOf(file: File): FormData {
  const form = new FormData();
  form.append('file', file, file.name);
  return form;
}

/** What is wrong with a file; writes nothing. */
export function useCheckFile() {
  return useMutation<ImportCheck, ApiProblem, File>({
    mutationFn: (file) => api.upload<ImportCheck>('/people-imports/checks', formOf(file)),
  });
}

/** Writes a file that was checked, and how far that is. */
export function useImportFile() {
  const client = useQueryClient();
  const [progress, setProgress] = useState<ImportProgress | null>(null);
  const write = useMutation<Imported, ApiProblem, { file: File; sha256: string }>({
    mutationFn: async ({ file, sha256 }) => {
      const answer = await api.uploadTelling<ImportProgress, Partial<Imported>>('/people-imports', {
        ...{ form: formOf(file), query: { sha256 } },
        ...{ type: PROGRESS_TYPE, tell: setProgress },
      });
      if (answer.importId === undefined) {
        throw new ApiProblem(0, null, 'Writing broke off, and nobody was written. Try again.');
      }
      return answer as Imported;
    },
    onSettled: () => {
      setProgress(null);
      void refresh(client, { queryKey: keys.allPeople });
    },
  });
  return { write, progress };
}
