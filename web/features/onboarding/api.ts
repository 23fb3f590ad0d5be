import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  ChangeChecklist,
  ChecklistPreview,
  ChecklistTemplateWire,
  NewChecklist,
  PreviewChecklist,
} from '../../../domain/wire/checklists';
import type { Page } from '../../../domain/wire/common';
import type {
  OnboardingDetail,
  OnboardingTaskWire,
  OnboardingWire,
  ReviewDocuments,
  SettleTask,
  StartOnboarding,
} from '../../../domain/wire/onboarding';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';
import { usePages } from '../../lib/use-pages';

/** The onboardings I may see, the newest first unless another order is asked for. */
export const useOnboardings = (filters: { status?: string; personId?: string }, sort?: string) =>
  usePages<OnboardingWire>({
    key: keys.onboardings(filters),
    path: '/onboardings',
    query: filters,
    sort,
  });

/** One onboarding with its tasks. */
export const useOnboarding = (id: string) =>
  useQuery<OnboardingDetail, ApiProblem>({
    queryKey: keys.onboarding(id),
    queryFn: ({ signal }) => api.get(`/onboardings/${id}`, undefined, signal),
  });

/** My tasks, open ones first. */
export const useMyTasks = () =>
  useQuery<OnboardingTaskWire[], ApiProblem>({
    queryKey: keys.onboardingTasks,
    queryFn: async ({ signal }) =>
      (await api.get<Page<OnboardingTaskWire>>('/onboarding-tasks', undefined, signal)).items,
  });

/** Tasks whose documents wait for me, what came in first comes first; for HR and admins. */
export const useReviews = (enabled: boolean) =>
  useQuery<OnboardingTaskWire[], ApiProblem>({
    enabled,
    queryKey: keys.onboardingReviews,
    queryFn: async ({ signal }) =>
      (await api.get<Page<OnboardingTaskWire>>('/onboarding-reviews', undefined, signal)).items,
  });

/** The checklists one can start; for HR and admins. */
export const useTemplates = () =>
  useQuery<ChecklistTemplateWire[], ApiProblem>({
    queryKey: keys.checklistTemplates,
    queryFn: async ({ signal }) =>
      (await api.get<Page<ChecklistTemplateWire>>('/checklist-templates', undefined, signal)).items,
  });

/** One checklist, as it stands; for HR and admins. */
export const useTemplate = (id: string) =>
  useQuery<ChecklistTemplateWire, ApiProblem>({
    queryKey: [...keys.checklistTemplates, id],
    queryFn: ({ signal }) => api.get(`/checklist-templates/${id}`, undefined, signal),
  });

function useChange<Body, Answer>(change: (body: Body) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation<Answer, ApiProblem, Body>({
    mutationFn: change,
    onSettled: () => void refresh(client, { queryKey: keys.allOnboardings }),
  });
}

/** Starts somebody's checklist. */
export const useStart = () =>
  useChange((wanted: StartOnboarding) =>
    api.post<OnboardingDetail>('/onboardings', wanted, { idempotencyKey: crypto.randomUUID() }),
  );

/** Cancels a checklist that is no longer wanted. */
export const useCancel = (id: string) =>
  useChange((reason: string) =>
    api.post<OnboardingDetail>(`/onboardings/${id}/cancel`, { reason }),
  );

/** Ticks a task of mine off, or declares it not applicable. */
export const useSettle = (id: string) =>
  useChange((wanted: SettleTask) =>
    api.post<OnboardingTaskWire>(`/onboarding-tasks/${id}/settle`, wanted),
  );

/** Uploads what a task of mine asks for. */
export const useHandIn = (id: string) =>
  useChange((files: File[]) => {
    const form = new FormData();
    for (const file of files) form.append('file', file, file.name);
    return api.upload<OnboardingTaskWire>(`/onboarding-tasks/${id}/documents`, form);
  });

/** Takes back a document of mine that HR has not reviewed. */
export const useTakeBack = (id: string) =>
  useChange<void, void>(() => api.delete(`/onboarding-documents/${id}`));

/** Accepts what was handed in for a task, or sends it back. */
export const useReview = (id: string) =>
  useChange((wanted: ReviewDocuments) =>
    api.post<OnboardingTaskWire>(`/onboarding-tasks/${id}/review`, wanted),
  );

function useChecklistChange<Body>(change: (body: Body) => Promise<ChecklistTemplateWire>) {
  const client = useQueryClient();
  return useMutation<ChecklistTemplateWire, ApiProblem, Body>({
    mutationFn: change,
    onSettled: () => void refresh(client, { queryKey: keys.checklistTemplates }),
  });
}

/** Writes a new checklist. */
export const useCreateChecklist = () =>
  useChecklistChange((wanted: NewChecklist) =>
    api.post('/checklist-templates', wanted, { idempotencyKey: crypto.randomUUID() }),
  );

/** Changes a checklist, of the state that was read. */
export const useChangeChecklist = (id: string) =>
  useChecklistChange((wanted: ChangeChecklist) => api.put(`/checklist-templates/${id}`, wanted));

/** Retires a checklist. */
export const useRetireChecklist = (id: string) =>
  useChecklistChange<void>(() => api.post(`/checklist-templates/${id}/retire`));

/** When tasks would be due; changes nothing. */
export const usePreviewChecklist = () =>
  useMutation<ChecklistPreview, ApiProblem, PreviewChecklist>({
    mutationFn: (wanted) => api.post('/checklist-templates/preview', wanted),
  });
