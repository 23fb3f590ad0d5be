import { Checkbox, Group, type CheckboxGroupProps } from '@mantine/core';
import { RESOURCE_NAMES } from '../../domain/access/grants';
import { RESOURCES } from '../../domain/access/resources';

/** Which of a department's records somebody is to look at. */
export function ResourceChoice(props: Omit<CheckboxGroupProps, 'children'>) {
  return (
    <Checkbox.Group label="To look at" withAsterisk {...props}>
      <Group mt="xs">
        {RESOURCES.map((one) => (
          <Checkbox key={one} value={one} label={RESOURCE_NAMES[one]} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
