import { Anchor, Box, Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReceiptWire } from '../../domain/wire/expenses';
import { api, type ApiProblem } from '../lib/api';
import { translateIfKnown, useT } from '../lib/i18n/language';

/** Where a receipt is looked at. */
export function receiptAddress(id: string): string {
  return `/api/v1/expense-receipts/${id}`;
}

const TYPES = '.pdf,.png,.jpg,.jpeg,.webp,.gif';

function Chosen(props: { id: string; name: string; onRemove: () => void }) {
  const t = useT();
  return (
    <Group gap="xs">
      <Anchor href={receiptAddress(props.id)} target="_blank" size="sm" underline="always">
        {props.name}
      </Anchor>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('Remove {{what}}', { what: props.name })}
        onClick={props.onRemove}
      >
        {t('Remove')}
      </Button>
    </Group>
  );
}

/** Photos and PDFs of a line: each is uploaded when it is chosen, and what is not taken is said at once. */
export function ReceiptField(props: {
  value: string[];
  onChange: (ids: string[]) => void;
  error?: React.ReactNode;
}) {
  const t = useT();
  const { value, onChange } = props;
  const [names, setNames] = useState<Record<string, string>>({});
  const [uploading, setUploading] = useState(false);
  const [problem, setProblem] = useState<string>();
  const upload = async (files: File[]) => {
    if (files.length === 0) return;
    const form = new FormData();
    for (const file of files) form.append('file', file, file.name);
    setUploading(true);
    setProblem(undefined);
    try {
      const { items } = await api.upload<{ items: ReceiptWire[] }>('/expense-receipts', form);
      setNames({ ...names, ...Object.fromEntries(items.map(({ id, name }) => [id, name])) });
      onChange([...value, ...items.map(({ id }) => id)]);
    } catch (error) {
      setProblem((error as ApiProblem).message);
    } finally {
      setUploading(false);
    }
  };
  return (
    <Stack gap={4}>
      {value.map((id, index) => (
        <Chosen
          key={id}
          id={id}
          name={names[id] ?? t('Receipt {{number}}', { number: index + 1 })}
          onRemove={() => onChange(value.filter((one) => one !== id))}
        />
      ))}
      <Box>
        <FileButton multiple accept={TYPES} onChange={(files) => void upload(files)}>
          {(button) => (
            <Button {...button} size="compact-sm" variant="default" loading={uploading}>
              {t('Add a receipt')}
            </Button>
          )}
        </FileButton>
      </Box>
      {(problem ?? props.error) && (
        <Text size="xs" c="red.9" role="alert">
          {problem ? translateIfKnown(problem) : props.error}
        </Text>
      )}
    </Stack>
  );
}
