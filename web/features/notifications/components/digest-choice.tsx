import { Alert, Select, Stack, Switch, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { formatInstant } from '../../../../domain/dates/format-instant';
import type { Digest } from '../../../../domain/wire/calendars';
import { QueryView } from '../../../components/query-view';
import { api, type ApiProblem } from '../../../lib/api';
import { keys } from '../../../lib/query-keys';
import { useZone } from '../../../lib/session';

const USUAL_TIME = '08:30';
const TIMES = Array.from({ length: 96 }, (_, quarter) => {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${pad(Math.floor(quarter / 4))}:${pad((quarter % 4) * 15)}`;
});

function useChooseDigest() {
  const client = useQueryClient();
  return useMutation<Digest, ApiProblem, string | null>({
    mutationFn: (at) => api.patch<Digest>('/me/digest', { at }),
    onSuccess: (digest) => client.setQueryData(keys.digest, digest),
  });
}

function Choice({ digest }: { digest: Digest }) {
  const zone = useZone();
  const choose = useChooseDigest();
  // What was pressed shows at once.
  const at = choose.isPending ? choose.variables : digest.at;
  return (
    <Stack gap="sm">
      {choose.error && (
        <Alert color="red" variant="outline" role="alert" title="Not saved">
          {choose.error.message}
        </Alert>
      )}
      <Switch
        label="One mail each working morning"
        description="With all that waits on me, instead of a mail per request. What is due before the next morning is still mailed at once."
        checked={at !== null}
        onChange={({ currentTarget }) => choose.mutate(currentTarget.checked ? USUAL_TIME : null)}
      />
      {at !== null && (
        <Select
          label="At"
          description={`Time in ${zone}`}
          maw={180}
          searchable
          allowDeselect={false}
          data={TIMES}
          value={at}
          onChange={(time) => choose.mutate(time)}
        />
      )}
      {digest.next && (
        <Text size="sm" c="dimmed">
          The next one comes {formatInstant(new Date(digest.next), zone)}.
        </Text>
      )}
    </Stack>
  );
}

/** A mail per request, or one each working morning. */
export function DigestChoice() {
  const digest = useQuery({
    queryKey: keys.digest,
    queryFn: ({ signal }) => api.get<Digest>('/me/digest', undefined, signal),
  });
  return <QueryView query={digest}>{(data) => <Choice digest={data} />}</QueryView>;
}
