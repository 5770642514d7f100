import type { z } from 'zod';

/**
 * One console operation: what goes in, what comes out. `query` reads, `command` changes something.
 * Both are sent as `POST /api/<noun>.<verb>` with a JSON body; the receiving side validates the input.
 */
export interface Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: 'query' | 'command';
  readonly input: I;
  readonly output: O;
  /** characters of the JSON body, where an operation takes more than the usual 1 MiB: a file */
  readonly maxBody?: number;
}

interface Room {
  readonly maxBody?: number;
}

export function query<I extends z.ZodType, O extends z.ZodType>(input: I, output: O, room: Room = {}): Operation<I, O> {
  return { kind: 'query', input, output, ...room };
}

export function command<I extends z.ZodType, O extends z.ZodType>(input: I, output: O, room: Room = {}): Operation<I, O> {
  return { kind: 'command', input, output, ...room };
}

export type Contract = Record<string, Record<string, Operation>>;

type Input<Op> = Op extends Operation<infer I> ? z.output<I> : never;
type CallInput<Op> = Op extends Operation<infer I> ? z.input<I> : never;
type Output<Op> = Op extends Operation<z.ZodType, infer O> ? z.output<O> : never;

/** What `src/main/console` must implement: an operation without an implementation does not compile. */
export type Service<C extends Contract> = {
  readonly [N in keyof C]: {
    readonly [V in keyof C[N]]: (input: Input<C[N][V]>) => Output<C[N][V]> | Promise<Output<C[N][V]>>;
  };
};

/** What the renderer calls; `Extra` is what the transport takes besides the input, such as an abort signal. */
export type Client<C extends Contract, Extra extends unknown[] = []> = {
  readonly [N in keyof C]: {
    readonly [V in keyof C[N]]: (input: CallInput<C[N][V]>, ...extra: Extra) => Promise<Output<C[N][V]>>;
  };
};
