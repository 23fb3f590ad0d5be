import { Button, Group, List, Select, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { Deactivated, HandOver, Person, WaitingOn } from '../../../../domain/wire/people';
import { PersonPicker } from '../../../components/person-picker';
import { QueryView } from '../../../components/query-view';
import { mutateThen } from '../../../lib/mutate-then';
import { count } from '../../../lib/text';
import { useDeactivate, useSellers, useWaitingOn } from '../api';

const MOST_NAMED = 5;

/** Stays until it is read: people without a manager and departments without a head are somebody's to settle. */
function sayLeftBehind(behind: Deactivated['leftBehind']): void {
  const { directReports, departments, openTasks, deals, customers } = behind;
  const left = [
    directReports > 0 && `${count(directReports, 'direct report')} without an active manager`,
    departments > 0 && `${count(departments, 'department')} without an active head`,
    deals > 0 && `${count(deals, 'open deal')} without an active owner`,
    customers > 0 && `${count(customers, 'customer')} without an active owner`,
  ].filter((line) => line !== false);
  if (openTasks > 0) {
    notifications.show({ message: `${count(openTasks, 'open task')} moving to others` });
  }
  if (left.length === 0) return;
  notifications.show({
    color: 'orange',
    title: 'Left behind',
    message: `${left.join(', ')}. Until you change that, their requests go up the line.`,
    autoClose: false,
  });
}

const listed = (items: string[]) =>
  items.slice(0, MOST_NAMED).join(', ') +
  (items.length > MOST_NAMED ? ` and ${items.length - MOST_NAMED} more` : '');
const names = (items: { name: string }[]) => items.map(({ name }) => name);
const namesOf = (items: { name: string }[]) => listed(names(items));

/** What ends or moves by itself, as sentences. */
function sentencesOf(waiting: WaitingOn): string[] {
  const { tasks, substitutes, hrOf, deals, customers } = waiting;
  return [
    ...(tasks.length > 0
      ? [
          `${count(tasks.length, 'open approval')} (${listed(tasks.map(({ requester, title }) => `${requester}: ${title}`))}) move at once to whom their rules name then: the new manager, or up the line. Links mailed for them stop working.`,
        ]
      : []),
    ...(substitutes.length > 0
      ? [
          `${count(substitutes.length, 'substitution')} end: ${listed(substitutes.map(({ from, to }) => `${to.name} for ${from.name}`))}.`,
        ]
      : []),
    ...(deals.length + customers.length > 0
      ? [
          `${listed([...names(deals), ...names(customers)])}: choose below who sells there. Won and lost deals, and shares in deals, stay as they are.`,
        ]
      : []),
    ...(hrOf.length > 0 ? [`They are the HR of ${namesOf(hrOf)} no longer.`] : []),
  ];
}

const SUCCESSIONS = [
  { what: 'reports', field: 'reportsTo', noun: 'direct report', label: 'New manager' },
  { what: 'departments', field: 'departmentsTo', noun: 'department', label: 'New head' },
  { what: 'projects', field: 'projectsTo', noun: 'project', label: 'New project manager' },
] as const;

function Succession(props: {
  person: Person;
  waiting: WaitingOn;
  chosen: HandOver;
  problems: Record<string, string>;
  onChoose: (chosen: HandOver) => void;
}) {
  const { person, waiting, chosen, onChoose } = props;
  return SUCCESSIONS.filter(({ what }) => waiting[what].length > 0).map(
    ({ what, field, noun, label }) => (
      <PersonPicker
        key={field}
        label={`${label} for ${count(waiting[what].length, noun)}`}
        description={namesOf(waiting[what])}
        placeholder="Nobody: stays without"
        clearable
        clearButtonProps={{ 'aria-label': `Nobody: ${label}` }}
        except={[person.id]}
        error={props.problems[field]}
        value={chosen[field] ?? null}
        onChange={(id) => onChoose({ ...chosen, [field]: id ?? undefined })}
      />
    ),
  );
}

/** Open deals and customers go to one seller. */
function SalesSuccession(props: {
  waiting: WaitingOn;
  leaver: Person;
  chosen: HandOver;
  problem: string | undefined;
  onChoose: (chosen: HandOver) => void;
}) {
  const { waiting, leaver, chosen, onChoose } = props;
  const sellers = useSellers();
  const { deals, customers } = waiting;
  if (deals.length + customers.length === 0) return null;
  return (
    <Select
      label={`New owner for ${count(deals.length, 'open deal')} and ${count(customers.length, 'customer')}`}
      description={namesOf([...deals, ...customers])}
      placeholder="Nobody: stays without"
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Nobody: New owner' }}
      data={sellers.filter(({ value }) => value !== leaver.id)}
      error={props.problem}
      value={chosen.salesTo ?? null}
      onChange={(id) => onChoose({ ...chosen, salesTo: id ?? undefined })}
    />
  );
}

/** Without a successor for what there is none of. */
const wantedOf = (waiting: WaitingOn, chosen: HandOver): HandOver => ({
  ...Object.fromEntries(
    SUCCESSIONS.filter(({ what }) => waiting[what].length > 0).map(({ field }) => [
      field,
      chosen[field],
    ]),
  ),
  salesTo: chosen.salesTo,
});

function HandOverForm(props: { person: Person; waiting: WaitingOn; close: () => void }) {
  const { person, waiting, close } = props;
  const change = useDeactivate(person.id);
  const heir = waiting.manager?.id;
  const [chosen, setChosen] = useState<HandOver>(
    heir === undefined ? {} : { reportsTo: heir, departmentsTo: heir, projectsTo: heir },
  );
  const wanted = wantedOf(waiting, chosen);
  const confirm = () =>
    // The person is inactive by then, and this form gone.
    mutateThen(change, wanted, {
      onSuccess: ({ leftBehind }) => {
        notifications.show({ color: 'green', message: 'Deactivated' });
        sayLeftBehind(leftBehind);
        close();
      },
    });
  const problems = Object.fromEntries(
    (change.error?.errors ?? []).map(({ path, message }) => [
      path.replace('handOver.', ''),
      message,
    ]),
  );
  const sentences = sentencesOf(waiting);
  return (
    <Stack>
      {sentences.length > 0 && (
        <List size="sm" spacing="xs">
          {sentences.map((sentence) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
        </List>
      )}
      <Succession {...{ person, waiting, chosen, problems }} onChoose={setChosen} />
      <SalesSuccession
        {...{ waiting, chosen, leaver: person, problem: problems.salesTo }}
        onChoose={setChosen}
      />
      {change.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {change.error.message}
        </Text>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={close} data-autofocus>
          Cancel
        </Button>
        <Button color="red.8" loading={change.isPending} onClick={confirm}>
          Deactivate
        </Button>
      </Group>
    </Stack>
  );
}

/** What waits on somebody, who takes it over, and the button that lets them go. */
export function Deactivation({ person, close }: { person: Person; close: () => void }) {
  const waiting = useWaitingOn(person.id);
  return (
    <Stack>
      <Text size="sm">
        They are signed out everywhere at once and cannot sign in. Links mailed to them stop
        working. Their records stay. You can let them in again at any time.
      </Text>
      <QueryView query={waiting}>
        {(found) => <HandOverForm person={person} waiting={found} close={close} />}
      </QueryView>
    </Stack>
  );
}
