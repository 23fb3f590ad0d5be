import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MailDetail, MailPreview, MailRow, MailTemplate } from '../../../domain/wire/admin';
import type {
  LinkFetchRow,
  MailSettingsPatch,
  MailSettingsWire,
  NewSafetyRule,
  SafetyRuleWire,
} from '../../../domain/wire/mail';
import type { Page } from '../../../domain/wire/common';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';
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
    onSettled: () => refresh(client, { queryKey: keys.allMails }),
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

/** How mails look and which are sent. */
export function useMailSettings() {
  return useQuery({
    queryKey: keys.mailSettings,
    queryFn: ({ signal }) => api.get<MailSettingsWire>('/admin/email/settings', undefined, signal),
  });
}

/** Changes the settings; previews are made anew afterwards. */
export function useChangeMailSettings() {
  return useSettingsChange((patch: MailSettingsPatch) =>
    api.patch<MailSettingsWire>('/admin/email/settings', patch),
  );
}

/** Sets the picture on top of every mail, or takes it away. */
export function useChangeLogo() {
  return useSettingsChange((png: string | null) =>
    png === null
      ? api.delete<MailSettingsWire>('/admin/email/logo')
      : api.post<MailSettingsWire>('/admin/email/logo', { png }),
  );
}

function useSettingsChange<Input>(change: (input: Input) => Promise<MailSettingsWire>) {
  const client = useQueryClient();
  return useMutation<MailSettingsWire, ApiProblem, Input>({
    mutationFn: change,
    onSuccess: (settings) => {
      client.setQueryData(keys.mailSettings, settings);
      return refresh(client, { queryKey: keys.allMails });
    },
  });
}

/** Mails a template with example data to the signed-in person. */
export function useSendTestMail() {
  return useMutation<{ to: string }, ApiProblem, string>({
    mutationFn: (name) => api.post(`/admin/email/templates/${encodeURIComponent(name)}/test`),
  });
}

/** How carefully mailed links act. */
export function useSafetyRules() {
  return useQuery({
    queryKey: keys.safetyRules,
    queryFn: ({ signal }) => api.get<Rules>('/admin/email/safety-rules', undefined, signal),
    select: ({ items }) => items,
  });
}

/** Adds a rule. */
export function useAddSafetyRule() {
  return useRulesChange((rule: NewSafetyRule) =>
    api.post<Rules>('/admin/email/safety-rules', rule),
  );
}

/** Removes a rule by its id. */
export function useRemoveSafetyRule() {
  return useRulesChange((id: string) => api.delete<Rules>(`/admin/email/safety-rules/${id}`));
}

interface Rules {
  items: SafetyRuleWire[];
}

function useRulesChange<Input>(change: (input: Input) => Promise<Rules>) {
  const client = useQueryClient();
  return useMutation<Rules, ApiProblem, Input>({
    mutationFn: change,
    onSuccess: (rules) => client.setQueryData(keys.safetyRules, rules),
  });
}

/** Who or what fetched the mailed links of a request or of a mail. */
export function useLinkFetches(of: { approvalId: string } | { mailId: string }) {
  return useQuery({
    queryKey: keys.linkFetches(of),
    queryFn: ({ signal }) =>
      api.get<{ items: LinkFetchRow[] }>('/admin/email/link-fetches', { ...of }, signal),
    select: ({ items }) => items,
  });
}
