import { Anchor, Box, Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { api, type ApiProblem } from '../lib/api';
import { translateIfKnown, useT } from '../lib/i18n/language';

/** What is uploaded: `path` takes files, and shows each under its id; `noun` is what people call one. */
export interface UploadKind {
  path: '/expense-receipts' | '/leave-documents';
  noun: 'receipt' | 'document';
}

/** Where an upload is looked at. */
export function uploadAddress({ path }: UploadKind, id: string): string {
  return `/api/v1${path}/${id}`;
}

interface Uploaded {
  items: { id: string; name: string }[];
}

const TYPES = '.pdf,.png,.jpg,.jpeg,.webp,.gif';

function Chosen(props: { href: string; name: string; onRemove: () => void }) {
  const t = useT();
  return (
    <Group gap="xs">
      <Anchor href={props.href} target="_blank" size="sm" underline="always">
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

/** Photos and PDFs that go with a request: each is uploaded when it is chosen, and what is not taken is said at once. */
export function UploadField(props: {
  kind: UploadKind;
  value: string[];
  onChange: (ids: string[]) => void;
  error?: React.ReactNode;
}) {
  const t = useT();
  const { kind, value, onChange } = props;
  const noun = kind.noun === 'receipt' ? t('Receipt') : t('Document');
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
      const { items } = await api.upload<Uploaded>(kind.path, form);
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
          href={uploadAddress(kind, id)}
          name={names[id] ?? `${noun} ${index + 1}`}
          onRemove={() => onChange(value.filter((one) => one !== id))}
        />
      ))}
      <Box>
        <FileButton multiple accept={TYPES} onChange={(files) => void upload(files)}>
          {(button) => (
            <Button {...button} size="compact-sm" variant="default" loading={uploading}>
              {t('Add a {{what}}', { what: noun.toLowerCase() })}
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
