import type { RehearsalDrill } from '#shared/contract/rehearsals.ts';
import type { Maker } from '../../service/own-traffic.ts';

/** The drills of the sandbox, as a rehearsal follows them. */
export interface FollowedDrills {
  /**
   * Tells of the drill that is on, of each that is started, and of each request that one touches.
   * @returns the way to hear no more
   */
  follow(listener: { onDrill(name: string): void; onTouched(name: string, maker: Maker | null): void }): () => void;
}

/** Which drills were on while a rehearsal was played, and what they did to it. */
export class DrillsMet {
  readonly #touched = new Map<string, number>();
  readonly #unfollow: () => void;
  #inStep = 0;

  /** @param run whose requests count; those of anybody else do not */
  constructor(drills: FollowedDrills, run: NonNullable<Maker['run']>) {
    this.#unfollow = drills.follow({
      onDrill: (name) => this.#count(name, 0),
      onTouched: (name, maker) => {
        if (maker?.run?.id !== run.id || maker.run.sandbox !== run.sandbox) return;
        if (maker.by !== 'simulator' && maker.by !== 'check-back') return;
        this.#count(name, 1);
        this.#inStep += 1;
      },
    });
  }

  all(): RehearsalDrill[] {
    return [...this.#touched].map(([name, touched]) => ({ name, touched }));
  }

  /** @returns how many requests were touched since it was last asked */
  takeStep(): number {
    const touched = this.#inStep;
    this.#inStep = 0;
    return touched;
  }

  close(): void {
    this.#unfollow();
  }

  #count(name: string, touched: number): void {
    this.#touched.set(name, (this.#touched.get(name) ?? 0) + touched);
  }
}
