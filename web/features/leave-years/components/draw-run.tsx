import { Alert, Button, Group, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Page } from '../../../../domain/wire/common';
import type { LeaveYearWire } from '../../../../domain/wire/leave-years';
import type { DepartmentNode } from '../../../../domain/wire/organisation';
import { api } from '../../../lib/api';
import { keys } from '../../../lib/query-keys';
import { isAtWork, useDrawLeaveYear } from '../api';

function useDepartmentChoice() {
  return useQuery({
    queryKey: keys.departments,
    queryFn: ({ signal }) => api.get<Page<DepartmentNode>>('/departments', undefined, signal),
    select: ({ items }) => items.map(({ id, name }) => ({ value: id, label: name })),
  });
}

/** Draws up what a run would do, for everybody or a department. */
export function DrawRun({ year }: { year: LeaveYearWire }) {
  const [departmentId, setDepartmentId] = useState<string | null>(null);
  const departments = useDepartmentChoice();
  const draw = useDrawLeaveYear();
  return (
    <>
      {draw.error && (
        <Alert color="red" variant="outline" role="alert" title="Nothing was drawn up" mb="sm">
          {draw.error.message}
        </Alert>
      )}
      <Group align="flex-end" gap="xs">
        <Select
          label="Whose leave"
          placeholder="Everybody’s"
          data={departments.data ?? []}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': 'Everybody’s' }}
          value={departmentId}
          onChange={setDepartmentId}
        />
        <Button
          loading={draw.isPending}
          disabled={isAtWork(year.run)}
          onClick={() => draw.mutate({ year: year.year, departmentId: departmentId ?? undefined })}
        >
          {year.run ? 'Draw up a new preview' : 'Draw up a preview'}
        </Button>
      </Group>
    </>
  );
}
