import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  FillPreboarding,
  NewcomerDetails,
  OwnPreboarding,
  PersonalDetails,
  PreboardingAnswer,
  ReviewPreboarding,
} from '../../../domain/wire/preboarding';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';

/** What the page of a link sends: the form without its token. */
export type Filled = Omit<FillPreboarding, 'token'>;

/** The form behind a link. */
export const useOwnForm = (token: string) =>
  useQuery<OwnPreboarding, ApiProblem>({
    queryKey: keys.ownForm(token),
    queryFn: () => api.post<OwnPreboarding>('/preboarding/read', { token }),
    retry: false,
    staleTime: Infinity,
  });

function useFormChange<Body>(token: string, change: (body: Body) => Promise<OwnPreboarding>) {
  const client = useQueryClient();
  return useMutation<OwnPreboarding, ApiProblem, Body>({
    mutationFn: change,
    onSuccess: (form) => client.setQueryData(keys.ownForm(token), form),
  });
}

/** Keeps what is written so far. */
export const useSaveForm = (token: string) =>
  useFormChange(token, (filled: Filled) => api.post('/preboarding/save', { token, ...filled }));

/** Hands the form in. */
export const useSubmitForm = (token: string) =>
  useMutation<unknown, ApiProblem, Filled>({
    mutationFn: (filled) => api.post('/preboarding/submit', { token, ...filled }),
  });

/** Uploads what a task asks for. */
export const useHandInEarly = (token: string, taskId: string) =>
  useFormChange(token, (files: File[]) => {
    const form = new FormData();
    for (const file of files) form.append('file', file, file.name);
    const options = { headers: { 'x-form-token': token }, query: { taskId } };
    return api.upload('/preboarding/documents', form, options);
  });

/** Takes back a document that HR has not reviewed. */
export const useTakeBackEarly = (token: string) =>
  useFormChange(token, (documentId: string) =>
    api.post('/preboarding/documents/take-back', { token, documentId }),
  );

/** The form of an onboarding as HR reads it; null while none was sent. */
export const usePreboarding = (onboardingId: string) =>
  useQuery<PreboardingAnswer, ApiProblem>({
    queryKey: keys.preboarding(onboardingId),
    queryFn: ({ signal }) => api.get(`/onboardings/${onboardingId}/preboarding`, undefined, signal),
  });

function useKeeping<Body>(
  onboardingId: string,
  change: (body: Body) => Promise<PreboardingAnswer>,
) {
  const client = useQueryClient();
  return useMutation<PreboardingAnswer, ApiProblem, Body>({
    mutationFn: change,
    onSettled: () => void refresh(client, { queryKey: keys.preboarding(onboardingId) }),
  });
}

/** Mails a link to the form. */
export const useSendForm = (onboardingId: string) =>
  useKeeping(onboardingId, (email: string) =>
    api.post(`/onboardings/${onboardingId}/preboarding`, { email }),
  );

/** Takes the link back. */
export const useRevokeForm = (onboardingId: string) =>
  useKeeping<void>(onboardingId, () => api.post(`/onboardings/${onboardingId}/preboarding/revoke`));

/** Accepts the form, or sends it back. */
export const useReviewForm = (onboardingId: string) =>
  useKeeping(onboardingId, (wanted: ReviewPreboarding) =>
    api.post(`/onboardings/${onboardingId}/preboarding/review`, wanted),
  );

/** What HR keeps of a person. */
export const usePersonalDetails = (personId: string) =>
  useQuery<PersonalDetails, ApiProblem>({
    queryKey: keys.personalDetails(personId),
    queryFn: ({ signal }) => api.get(`/people/${personId}/personal-details`, undefined, signal),
  });

/** What is kept of somebody, or that nothing is. */
export type KeptDetails = PersonalDetails['details'];

/** Changes one's own. */
export function useChangeDetails(personId: string) {
  const client = useQueryClient();
  return useMutation<PersonalDetails, ApiProblem, NewcomerDetails>({
    mutationFn: (details) => api.put(`/people/${personId}/personal-details`, details),
    onSuccess: (kept) => client.setQueryData(keys.personalDetails(personId), kept),
  });
}
