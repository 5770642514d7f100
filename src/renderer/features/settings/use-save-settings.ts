import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AccountSettings } from '#shared/contract/accounts.ts';
import { client } from '../../api/client.ts';
import { accountSettingsQuery } from '../../api/queries.ts';

/** Saves a part of the settings; the screen shows the choice at once, and the stored one again where saving failed. */
export function useSaveSettings() {
  const queryClient = useQueryClient();
  const { queryKey } = accountSettingsQuery();
  return useMutation({
    mutationFn: (values: Partial<AccountSettings>) => client.accounts.saveSettings(values),
    onMutate: (values) => {
      const before = queryClient.getQueryData(queryKey);
      if (before !== undefined) queryClient.setQueryData(queryKey, { ...before, ...values });
      return before;
    },
    onError: (_error, _values, before) => {
      if (before !== undefined) queryClient.setQueryData(queryKey, before);
    },
    onSuccess: (saved) => {
      queryClient.setQueryData(queryKey, saved);
      return queryClient.invalidateQueries({ queryKey: ['directory'] });
    },
  });
}
