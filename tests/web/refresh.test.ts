import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { refresh } from '../../web/lib/refresh';

const KEY = ['approvals', 'one'];

/** A page that shows what `answer` says; each read is answered by hand, with what was true when it was asked. */
function openPage() {
  const client = new QueryClient();
  const page = { truth: 'asked', reads: 0, shown: undefined as string | undefined };
  const answers: (() => void)[] = [];
  const observer = new QueryObserver<string>(client, {
    queryKey: KEY,
    queryFn: () => {
      const then = page.truth;
      page.reads++;
      return new Promise((resolve) => answers.push(() => resolve(then)));
    },
  });
  observer.subscribe(({ data }) => (page.shown = data));
  const answer = async () => {
    answers.shift()!();
    await new Promise((resolve) => setTimeout(resolve, 5));
  };
  return { client, page, answer };
}

test('a change during the first read is shown, though the answer to that read came later', async () => {
  const { client, page, answer } = openPage();
  page.truth = 'decided';
  const done = refresh(client, { queryKey: ['approvals'] });
  await answer();
  await answer();
  await done;
  expect(page).toEqual({ truth: 'decided', reads: 2, shown: 'decided' });
});

test('a burst of changes asks once more, and never keeps an answer from being shown', async () => {
  const { client, page, answer } = openPage();
  await answer();
  for (let change = 1; change <= 50; change++) {
    page.truth = `change ${change}`;
    void refresh(client, { queryKey: KEY });
  }
  await answer();
  expect(page.shown).toBe('change 1');
  await answer();
  expect(page).toEqual({ truth: 'change 50', reads: 3, shown: 'change 50' });
});

test('what nobody looks at is only marked as stale', async () => {
  const client = new QueryClient();
  client.setQueryData(KEY, 'asked');
  await refresh(client, { queryKey: KEY });
  expect(client.getQueryState(KEY)).toMatchObject({ isInvalidated: true, data: 'asked' });
});
