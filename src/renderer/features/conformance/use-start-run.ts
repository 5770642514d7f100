import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../api/client.ts';

type StartInput = Parameters<typeof client.conformance.start>[0];

/** Starts a run; what it answers is the run as it begins. */
export function useStartRun(onStarted: () => void = () => undefined) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: StartInput) => client.conformance.start(input),
    onSuccess: async (run) => {
      queryClient.setQueryData(['conformance', 'latest'], run);
      onStarted();
      await queryClient.invalidateQueries({ queryKey: ['conformance'] });
    },
  });
}
