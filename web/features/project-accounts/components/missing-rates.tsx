import { Alert, List } from '@mantine/core';
import { Link } from 'react-router';
import { formatHours } from '../../../../domain/timesheets/hours';
import type { ProjectAccountWire } from '../../../../domain/wire/project-accounts';
import { holdsAny, useMe } from '../../../lib/session';

type Missing = ProjectAccountWire['missingRates'];

function Rates({ title, rates }: { title: string; rates: Missing }) {
  const isFinance = holdsAny(useMe(), 'finance', 'admin');
  if (rates.length === 0) return null;
  return (
    <Alert color="red" variant="outline" title={title} role="alert">
      <List size="sm">
        {rates.map(({ kind, person, message, minutes, where }) => (
          <List.Item key={`${kind} ${person.id}`}>
            {message} ({formatHours(minutes)} hours).{' '}
            {isFinance ? <Link to={where}>Set the rate</Link> : 'Finance sets it.'}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

/** Rates without which a figure is not known: whose, when, and the way to the page that sets them. */
export function MissingRates({ rates }: { rates: Missing }) {
  return (
    <>
      <Rates
        title="The cost of work is not known"
        rates={rates.filter(({ kind }) => kind === 'cost')}
      />
      <Rates
        title="The work at its bill rates is not known"
        rates={rates.filter(({ kind }) => kind === 'bill')}
      />
    </>
  );
}
