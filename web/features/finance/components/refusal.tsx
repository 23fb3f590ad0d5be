import { Alert } from '@mantine/core';
import type { ApiProblem } from '../../../lib/api';

/** Why the books were not changed; nothing where they were. */
export function Refusal({ title, problem }: { title: string; problem: ApiProblem | null }) {
  if (!problem) return null;
  return (
    <Alert color="red" variant="outline" role="alert" title={title}>
      {problem.errors[0]?.message ?? problem.message}
    </Alert>
  );
}
