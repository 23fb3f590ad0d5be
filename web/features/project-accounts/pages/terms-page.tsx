import { Alert, Button, Group, Stack, Table } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import type { MoneyWire } from '../../../../domain/wire/common';
import type { ProjectStandingWire } from '../../../../domain/wire/project-terms';
import { DayInput } from '../../../components/day-input';
import { MoneyText } from '../../../components/money-text';
import { PageHeader } from '../../../components/page-header';
import { ProblemNote } from '../../../components/problem-note';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { mutateThen } from '../../../lib/mutate-then';
import { holdsAny, useMe } from '../../../lib/session';
import { useRecognise, useStanding } from '../api';
import { TermsForm } from '../components/terms-form';

function Row(props: { label: string; about: string; value: MoneyWire | null }) {
  return (
    <Table.Tr>
      <Table.Th scope="row">{props.label}</Table.Th>
      <Table.Td>{props.about}</Table.Td>
      <Table.Td ta="right">
        {props.value ? <MoneyText value={props.value} /> : 'Not known'}
      </Table.Td>
    </Table.Tr>
  );
}

function Standing({ standing }: { standing: ProjectStandingWire }) {
  const { asOf, burn, terms } = standing;
  return (
    <ScrollTable
      label="Where the project stands"
      figures={[formatDate(asOf)]}
      head={['Figure', 'What it is', formatDate(asOf)]}
    >
      <Row
        label="Cost"
        about={burn === null ? 'So far' : `${burn} % of the budget`}
        value={standing.cost}
      />
      {terms && (
        <>
          <Row
            label="At completion"
            about="The estimate, or the budget, and never less than the cost so far"
            value={standing.atCompletion}
          />
          <Row label="Earned" about="By the method of the project" value={standing.earned} />
        </>
      )}
      <Row
        label="Invoiced"
        about="Revenue in the books, without what was recognised ahead"
        value={standing.invoiced}
      />
      {terms && (
        <>
          <Row
            label="Work in progress"
            about="Earned and not invoiced yet"
            value={standing.workInProgress}
          />
          <Row
            label="To be recognised"
            about="Earned and not in the books yet"
            value={standing.toRecognise}
          />
        </>
      )}
    </ScrollTable>
  );
}

function Recognise({ standing }: { standing: ProjectStandingWire }) {
  const [on, setOn] = useState(standing.asOf);
  const recognise = useRecognise(standing.project.id);
  const post = () =>
    mutateThen(recognise, on, {
      onSuccess: () => notifications.show({ color: 'green', message: 'The revenue is recognised' }),
    });
  return (
    <Stack>
      <ProblemNote title="Nothing was posted" problem={recognise.error} />
      <Group align="flex-end">
        <DayInput label="Up to" maw={200} value={on} onChange={setOn} />
        <Button loading={recognise.isPending} disabled={on === ''} onClick={post}>
          Recognise revenue
        </Button>
      </Group>
    </Stack>
  );
}

function Terms({ standing }: { standing: ProjectStandingWire }) {
  const isFinance = holdsAny(useMe(), 'finance', 'admin');
  const { id, code } = standing.project;
  return (
    <>
      <PageHeader
        title={`Terms of ${standing.project.name}`}
        description={code}
        actions={<Link to={`/projects/${id}/pnl`}>Profit and loss</Link>}
      />
      <Stack>
        {standing.cost === null && (
          <Alert color="red" variant="outline" role="alert" title="The cost is not known">
            A rate is missing: <Link to={`/projects/${id}/pnl`}>which, and of which days</Link>
          </Alert>
        )}
        <Standing standing={standing} />
        {isFinance && standing.terms && (
          <Section title="Recognise revenue">
            <Recognise standing={standing} />
          </Section>
        )}
        <Section title="Terms">
          <TermsForm standing={standing} />
        </Section>
      </Stack>
    </>
  );
}

/** How a project earns, what it may cost, and where it stands today. */
export function Component() {
  const { id = '' } = useParams();
  const query = useStanding(id);
  return <QueryView query={query}>{(standing) => <Terms standing={standing} />}</QueryView>;
}
