import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccountSettings } from '#shared/contract/accounts.ts';
import { client } from '../../api/client.ts';

/** Saves a part of the settings. `chosen` is what was chosen and is not stored yet: the radio must not jump back in between. */
export function useSaveSettings() {
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<Partial<AccountSettings>>({});
  const { mutate, isPending, error } = useMutation({
    mutationFn: (values: Partial<AccountSettings>) => client.accounts.saveSettings(values),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: ['settings'] });
      setChosen({});
    },
  });
  const save = (values: Partial<AccountSettings>) => {
    setChosen(values);
    mutate(values);
  };
  return { save, chosen, isPending, error };
}
