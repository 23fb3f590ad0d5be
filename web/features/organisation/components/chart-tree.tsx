import { Anchor, Box, Loader, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { ChartPerson } from '../../../../domain/wire/organisation';
import { count } from '../../../lib/text';
import { useChartLevel } from '../api';

/** Which people are unfolded, which one was looked for, and how to fold. */
export interface ChartState {
  open: ReadonlySet<string>;
  wanted: string | undefined;
  setOpen: (id: string, open: boolean) => void;
}

function moveFocus(from: HTMLElement, by: number): void {
  const items = [...(from.closest('[data-chart]')?.querySelectorAll('[data-person]') ?? [])];
  const next = items[items.indexOf(from) + by];
  if (next instanceof HTMLElement) next.focus();
}

function focusParent(from: HTMLElement): void {
  const parent = from.closest('ul')?.closest('li')?.querySelector('[data-person]');
  if (parent instanceof HTMLElement) parent.focus();
}

function useKeys(person: ChartPerson, { open, setOpen }: ChartState) {
  const unfolded = open.has(person.id);
  return (event: KeyboardEvent<HTMLButtonElement>) => {
    const at = event.currentTarget;
    const acts: Record<string, (() => void) | undefined> = {
      ArrowDown: () => moveFocus(at, 1),
      ArrowUp: () => moveFocus(at, -1),
      ArrowRight: () => {
        if (person.reports === 0) return;
        if (unfolded) moveFocus(at, 1);
        else setOpen(person.id, true);
      },
      ArrowLeft: () => (unfolded ? setOpen(person.id, false) : focusParent(at)),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
}

function Fold({ person, state }: { person: ChartPerson; state: ChartState }) {
  const unfolded = state.open.has(person.id);
  const ref = useRef<HTMLButtonElement>(null);
  const isWanted = state.wanted === person.id;
  useEffect(() => {
    if (isWanted) ref.current?.scrollIntoView({ block: 'center' });
  }, [isWanted]);
  return (
    <UnstyledButton
      ref={ref}
      data-person
      className="chart-person"
      data-wanted={isWanted || undefined}
      aria-expanded={person.reports > 0 ? unfolded : undefined}
      onClick={() => person.reports > 0 && state.setOpen(person.id, !unfolded)}
      onKeyDown={useKeys(person, state)}
    >
      <span
        className="chart-chevron"
        data-open={unfolded || undefined}
        data-leaf={person.reports === 0 || undefined}
      >
        <IconChevronRight size={16} aria-hidden />
      </span>
      <Box component="span" miw={0}>
        <Text size="sm" fw={600} component="span" display="block">
          {person.name}
        </Text>
        <Text size="xs" c="dimmed" component="span" display="block">
          {[
            person.department,
            person.grade,
            person.reports > 0 && count(person.reports, 'direct report'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </Box>
    </UnstyledButton>
  );
}

function Person({ person, state }: { person: ChartPerson; state: ChartState }) {
  return (
    <li>
      <Box className="chart-row">
        <Fold person={person} state={state} />
        <Anchor component={Link} to={`/people/${person.id}`} size="xs">
          Open
          <VisuallyHidden> {person.name}</VisuallyHidden>
        </Anchor>
      </Box>
      {state.open.has(person.id) && <Level managerId={person.id} state={state} />}
    </li>
  );
}

function Level(props: { managerId: string; state: ChartState }): ReactNode {
  const level = useChartLevel(props.managerId);
  if (level.error) {
    return (
      <Text size="sm" c="var(--mantine-color-error)" role="alert" pl="lg">
        {level.error.message}
      </Text>
    );
  }
  if (!level.data) return <Loader size="xs" ml="lg" aria-label="Loading" />;
  return <ChartTree people={level.data} state={props.state} />;
}

/** People side by side, each with those who report to them once unfolded. Arrow keys move and fold. */
export function ChartTree({ people, state }: { people: ChartPerson[]; state: ChartState }) {
  return (
    <ul className="chart-level">
      {people.map((person) => (
        <Person key={person.id} person={person} state={state} />
      ))}
    </ul>
  );
}
