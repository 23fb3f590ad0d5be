import { Alert } from '@mantine/core';
import type { ApiProblem } from '../../../lib/api';

/** Why something was not done; nothing where it was. */
export function ProblemNote({ title, problem }: { title: string; problem: ApiProblem | null }) {
  if (!problem) return null;
  return (
    <Alert color="red" variant="outline" role="alert" title={title}>
      {problem.message}
    </Alert>
  );
}
