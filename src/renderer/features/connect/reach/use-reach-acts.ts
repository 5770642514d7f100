import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../../api/client.ts';
import { chosenSandbox } from '../../../api/sandbox.ts';

type Start = Omit<Parameters<typeof client.reach.start>[0], 'sandbox'>;
type Check = Omit<Parameters<typeof client.reach.check>[0], 'sandbox'>;

/** What can be done about the way in; each answers with the state that follows. */
export function useReachActs() {
  const queryClient = useQueryClient();
  const take = (state: Awaited<ReturnType<typeof client.reach.state>>) => queryClient.setQueryData(['reach'], state);
  const sandbox = chosenSandbox.get();
  return {
    start: useMutation({ mutationFn: (input: Start) => client.reach.start({ ...input, sandbox }), onSuccess: take }),
    check: useMutation({ mutationFn: (input: Check) => client.reach.check({ ...input, sandbox }), onSuccess: take }),
    stop: useMutation({ mutationFn: () => client.reach.stop({}), onSuccess: take }),
    extend: useMutation({ mutationFn: () => client.reach.extend({}), onSuccess: take }),
  };
}
