import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../../api/client.ts';

type Change = Parameters<typeof client.reach.configure>[0];

/** Saves settings of the way in. `chosen` is what was chosen and is not stored yet: a tick must not jump back in between. */
export function useReachSettings() {
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<Change>({});
  const { mutate, isPending, error } = useMutation({
    mutationFn: (change: Change) => client.reach.configure(change),
    onSuccess: (state) => queryClient.setQueryData(['reach'], state),
    onSettled: () => setChosen({}),
  });
  const save = (change: Change, onSaved?: () => void) => {
    setChosen(change);
    mutate(change, { onSuccess: () => onSaved?.() });
  };
  return { save, chosen, isPending, error };
}
