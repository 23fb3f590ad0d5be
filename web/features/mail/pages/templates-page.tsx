import { Button, Grid, NavLink, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { AdminsOnly } from '../../../components/admins-only';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { useSearchFilters } from '../../../lib/search-filters';
import { useSendTestMail, useTemplatePreview, useTemplates } from '../api';
import { MailPreviewTabs } from '../components/mail-preview';

function TemplatePreview({ name }: { name: string }) {
  const preview = useTemplatePreview(name);
  return (
    <QueryView query={preview}>{(data) => <MailPreviewTabs key={name} preview={data} />}</QueryView>
  );
}

function TestButton({ name }: { name: string }) {
  const send = useSendTestMail();
  return (
    <Button
      variant="default"
      size="xs"
      loading={send.isPending}
      onClick={() =>
        send.mutate(name, {
          onSuccess: ({ to }) => notifications.show({ color: 'green', message: `Sent to ${to}` }),
          onError: (problem) => notifications.show({ color: 'red', message: problem.message }),
        })
      }
    >
      Send it to me
    </Button>
  );
}

function Gallery() {
  const templates = useTemplates();
  const { filters, setFilter } = useSearchFilters(['template'] as const);
  return (
    <QueryView query={templates}>
      {(items) => {
        const current = items.find(({ name }) => name === filters.template) ?? items[0];
        if (!current) return <EmptyState title="No templates" />;
        return (
          <Grid>
            <Grid.Col span={{ base: 12, md: 3 }}>
              <Stack gap={2} component="nav" aria-label="Templates">
                {items.map(({ name, label }) => (
                  <NavLink
                    key={name}
                    component="button"
                    label={label}
                    active={name === current.name}
                    aria-current={name === current.name ? 'true' : undefined}
                    onClick={() => setFilter('template', name)}
                    style={{ borderRadius: 'var(--mantine-radius-md)' }}
                  />
                ))}
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 9 }}>
              <Section title={current.label} actions={<TestButton name={current.name} />}>
                <TemplatePreview name={current.name} />
              </Section>
            </Grid.Col>
          </Grid>
        );
      }}
    </QueryView>
  );
}

/** Every template, with example data. */
export function Component() {
  return (
    <AdminsOnly>
      <PageHeader
        title="Mail templates"
        description="With example data and the settings applied; the links lead nowhere."
      />
      <Gallery />
    </AdminsOnly>
  );
}
