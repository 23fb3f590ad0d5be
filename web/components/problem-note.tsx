import { Alert } from '@mantine/core';
import type { ApiProblem } from '../lib/api';
import { translateIfKnown } from '../lib/i18n/language';

interface Props {
  title: string;
  problem: ApiProblem | null;
}

/** Why something was not done; nothing where it was. */
export function ProblemNote({ title, problem }: Props) {
  if (!problem) return null;
  return (
    <Alert color="red" variant="outline" role="alert" title={title}>
      {translateIfKnown(problem.message)}
    </Alert>
  );
}

/** The same above a form whose fields say what is wrong with each of them. */
export function FormProblem({ title, problem }: Props) {
  const isSaidByFields = problem !== null && problem.errors.length > 0;
  return isSaidByFields ? null : <ProblemNote title={title} problem={problem} />;
}
