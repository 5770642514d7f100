import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../api/client.ts';

type Plan = Parameters<typeof client.drills.start>[0];

/** Starting and stopping; both answer with the state that follows. */
export function useDrillActs() {
  const queryClient = useQueryClient();
  const take = (state: Awaited<ReturnType<typeof client.drills.state>>) => queryClient.setQueryData(['drills'], state);
  const start = useMutation({ mutationFn: (plan: Plan) => client.drills.start(plan), onSuccess: take });
  const stop = useMutation({ mutationFn: () => client.drills.stop({}), onSuccess: take });
  return { start, stop };
}
