import { ActionIcon, Button, FileButton, Group, Stack, Text } from '@mantine/core';
import IconPaperclip from '@tabler/icons-react/dist/esm/icons/IconPaperclip.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { useState } from 'react';
import {
  declaredFormat,
  FILE_ENDINGS,
  FILE_MAX_BYTES,
  FILES_PER_REQUEST,
} from '../../../../domain/files/file-types';
import { formatBytes } from '../../../lib/text';
import { useT } from '../../../lib/i18n/language';

function problemOf(file: File): string | undefined {
  const declared = declaredFormat({ name: file.name, declaredType: file.type });
  if ('problem' in declared) return `“${file.name}”: ${declared.problem}`;
  if (file.size === 0) return `“${file.name}” is empty.`;
  if (file.size <= FILE_MAX_BYTES) return undefined;
  return `“${file.name}” is larger than ${formatBytes(FILE_MAX_BYTES)}.`;
}

/** Chooses files that go along when the words are sent; what will not be taken is said at once. */
export function FilePicker(props: {
  files: File[];
  disabled?: boolean;
  onChange: (files: File[]) => void;
}) {
  const t = useT();
  const { files, onChange } = props;
  const [problems, setProblems] = useState<string[]>([]);
  const add = (chosen: File[]) => {
    setProblems(chosen.flatMap((file) => problemOf(file) ?? []));
    const good = chosen.filter((file) => problemOf(file) === undefined);
    onChange([...files, ...good].slice(0, FILES_PER_REQUEST));
  };
  return (
    <Stack gap={6} align="flex-start">
      <FileButton multiple accept={FILE_ENDINGS} onChange={add} disabled={props.disabled}>
        {(button) => (
          <Button
            {...button}
            variant="default"
            size="xs"
            leftSection={<IconPaperclip size={14} aria-hidden />}
          >
            {t('Attach files')}
          </Button>
        )}
      </FileButton>
      {files.map((file, index) => (
        <Group key={`${file.name}-${index}`} gap={6} wrap="nowrap">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {file.name}, {formatBytes(file.size)}
          </Text>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t('Remove {{what}}', { what: file.name })}
            disabled={props.disabled}
            onClick={() => onChange(files.filter((_file, at) => at !== index))}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {problems.map((problem) => (
        <Text key={problem} size="sm" c="var(--mantine-color-error)" role="alert">
          {problem}
        </Text>
      ))}
    </Stack>
  );
}
