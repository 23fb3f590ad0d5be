import { Button, Fieldset, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { KindFieldsProps } from '../lib/kind-form';
import { translateIfKnown, useT } from '../lib/i18n/language';

/**
 * The lines of a request, each in a frame of its own, with buttons to add and remove them. `children` draws the fields
 * of one line from its path in the form (`lines.0`); one line always stays.
 */
export function LineEditor<Line>(
  props: KindFieldsProps & {
    /** Where the lines are in the form. */
    path: string;
    /** What one of them is called: "Line", "Leg". */
    noun: string;
    emptyLine: (lines: Line[]) => Line;
    /** What all lines come to, in words, read out when it changes. */
    total?: (lines: Line[]) => string;
    children: (line: Line, path: string) => ReactNode;
  },
) {
  const t = useT();
  const { form, path } = props;
  const noun = translateIfKnown(props.noun);
  const lines = form.values[path] as Line[];
  return (
    <>
      {lines.map((line, index) => (
        <Fieldset key={index} legend={`${noun} ${index + 1}`} p="sm">
          <Stack gap="sm">
            {props.children(line, `${path}.${index}`)}
            {lines.length > 1 && (
              <Group justify="flex-end">
                <Button
                  variant="default"
                  aria-label={t('Remove {{what}}', { what: `${noun.toLowerCase()} ${index + 1}` })}
                  onClick={() => form.removeListItem(path, index)}
                >
                  {t('Remove')}
                </Button>
              </Group>
            )}
          </Stack>
        </Fieldset>
      ))}
      <Group justify="space-between">
        <Button variant="default" onClick={() => form.insertListItem(path, props.emptyLine(lines))}>
          {t('Add a {{what}}', { what: noun.toLowerCase() })}
        </Button>
        {props.total && (
          <Text fw={600} aria-live="polite">
            {props.total(lines)}
          </Text>
        )}
      </Group>
    </>
  );
}
