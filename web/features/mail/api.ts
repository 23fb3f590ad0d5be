import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MailDetail, MailPreview, MailRow, MailTemplate } from '../../../domain/wire/admin';
import type { Page } from '../../../domain/wire/common';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { usePages } from '../../lib/use-pages';

/** Mails, newest first. */
export function useMails(filters: Partial<Record<'status' | 'q', string>>) {
  return usePages<MailRow>({
    key: keys.mails(filters),
    path: '/admin/email/messages',
    query: filters,
  });
}

/** One mail, rendered. */
export function useMail(id: string) {
  return useQuery({
    queryKey: keys.mail(id),
    queryFn: ({ signal }) => api.get<MailDetail>(`/admin/email/messages/${id}`, undefined, signal),
  });
}

/** Sends a mail again that failed or waits for its next attempt. */
export function useRetryMail(id: string) {
  const client = useQueryClient();
  return useMutation<unknown, ApiProblem, void>({
    mutationFn: () => api.post(`/admin/email/messages/${id}/retry`),
    onSettled: () => client.invalidateQueries({ queryKey: keys.allMails }),
  });
}

/** The templates there are. */
export function useTemplates() {
  return useQuery({
    queryKey: keys.mailTemplates,
    queryFn: ({ signal }) =>
      api.get<Page<MailTemplate>>('/admin/email/templates', undefined, signal),
    select: ({ items }) => items,
  });
}

/** A template with example data. */
export function useTemplatePreview(name: string) {
  return useQuery({
    queryKey: keys.mailTemplate(name),
    queryFn: ({ signal }) =>
      api.get<MailPreview>(
        `/admin/email/templates/${encodeURIComponent(name)}/preview`,
        undefined,
        signal,
      ),
  });
}
