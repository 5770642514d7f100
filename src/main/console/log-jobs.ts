import { randomUUID } from 'node:crypto';
import type { LogImporter } from '../log/import/log-importer.ts';
import { ConsoleError } from './console-error.ts';

export interface ExportJob {
  readonly kind: 'export';
  readonly pieces: Iterator<string, void>;
  readonly total: number;
  processed: number;
}

export interface ImportJob {
  readonly kind: 'import';
  readonly importer: LogImporter;
}

type Job = ExportJob | ImportJob;

/** A closed tab never comes back to what it began, so a job is dropped after a while, and so is the oldest when there are too many. */
const MOST = 8;

/** Exports and imports that are under way. Each call of the console does a part of one. */
export class LogJobs {
  readonly #jobs = new Map<string, Job>();

  start(job: Job): string {
    const [oldest] = this.#jobs.keys();
    if (this.#jobs.size >= MOST && oldest !== undefined) this.stop(oldest);
    const id = randomUUID();
    this.#jobs.set(id, job);
    return id;
  }

  exporting(id: string): ExportJob {
    const job = this.#jobs.get(id);
    if (job?.kind === 'export') return job;
    throw new ConsoleError('not_found', 'This export is not under way any more. Start it again.');
  }

  importing(id: string): ImportJob {
    const job = this.#jobs.get(id);
    if (job?.kind === 'import') return job;
    throw new ConsoleError('not_found', 'This import is not under way any more. Start it again.');
  }

  /** For a job that is done. */
  end(id: string): void {
    this.#jobs.delete(id);
  }

  /** Ends a job early, and takes back what it did. */
  stop(id: string): void {
    const job = this.#jobs.get(id);
    if (job?.kind === 'import') job.importer.abandon();
    this.#jobs.delete(id);
  }
}
