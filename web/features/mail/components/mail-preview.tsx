import { Code, Stack, Tabs, Text } from '@mantine/core';
import type { MailPreview } from '../../../../domain/wire/admin';

/** A mail as its reader sees it. The frame runs no scripts and follows no links. */
export function MailPreviewTabs({ preview }: { preview: MailPreview }) {
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {preview.subject}
      </Text>
      <Tabs defaultValue="html" keepMounted={false}>
        <Tabs.List mb="sm" aria-label="Part of the mail">
          <Tabs.Tab value="html">As mailed</Tabs.Tab>
          <Tabs.Tab value="text">Text part</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="html">
          <iframe
            className="mail-frame"
            title={`Mail: ${preview.subject}`}
            sandbox=""
            srcDoc={preview.html}
          />
        </Tabs.Panel>
        <Tabs.Panel value="text">
          <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {preview.text}
          </Code>
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
