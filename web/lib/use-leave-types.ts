import { useQuery } from '@tanstack/react-query';
import { leaveTypeName } from '../../domain/leave/leave-types';
import type { Page } from '../../domain/wire/common';
import type { LeaveTypeWire } from '../../domain/wire/leave-types';
import { api } from './api';
import { translateIfKnown } from './i18n/language';
import { keys } from './query-keys';

const AN_HOUR = 3_600_000;

/** All types of leave, those that are retired last, and which of them one may take. */
export function useLeaveTypes() {
  return useQuery({
    queryKey: keys.leaveTypes,
    queryFn: ({ signal }) => api.get<Page<LeaveTypeWire>>('/leave-types', undefined, signal),
    staleTime: AN_HOUR,
    select: itemsOf,
  });
}

// Outside of the hook, so that the same answer is the same list.
const itemsOf = ({ items }: Page<LeaveTypeWire>) => items;

/** What people call a type; until the types are known, what built-in ones are always called. */
export function useLeaveTypeName(): (code: string) => string {
  const { data = [] } = useLeaveTypes();
  return (code) =>
    translateIfKnown(
      data.find((type) => type.code === code)?.name ?? leaveTypeName({ type: code }),
    );
}

/** The types that have a balance, to choose from. */
export function useBalanceTypeOptions(): { value: string; label: string }[] {
  const { data = [] } = useLeaveTypes();
  return data
    .filter(({ needsBalance }) => needsBalance)
    .map(({ code, name }) => ({ value: code, label: name }));
}
