import { ConsoleError } from '../console/console-error.ts';
import { EventHub } from '../console/event-hub.ts';
import { BASE_PATH } from '../endpoint/base-url.ts';
import { listSlugs } from '../sandbox/catalogue.ts';
import type { World } from './world.ts';

const PATH_OF_SANDBOX = /^\/([A-Za-z0-9][A-Za-z0-9_-]{0,39})\/scim\/v2(?:[/?]|$)/;

/** A place for one sandbox, whose world may be closed, open, or about to be replaced. */
export interface Slot {
  readonly slug: string;
  readonly events: EventHub;
  world: World | null;
  opening: Promise<World> | null;
  /** calls of the console that are under way in it */
  readonly calls: Set<Promise<unknown>>;
  /** settles once its file has been replaced; null when nothing is under way */
  gate: Promise<void> | null;
  lastNumber: number;
}

/** The slots of the sandboxes in a data folder, found by slug or by the path of a request. */
export class Slots {
  /** the one that also answers at `/scim/v2` */
  readonly default: Slot;
  readonly #dataFolder: string;
  readonly #bySlug = new Map<string, Slot>();

  constructor(dataFolder: string, defaultSlug: string) {
    this.#dataFolder = dataFolder;
    this.default = newSlot(defaultSlug);
    this.#bySlug.set(defaultSlug, this.default);
  }

  all(): Iterable<Slot> {
    return this.#bySlug.values();
  }

  /** A path that names no sandbox is left to the default one to refuse. */
  ofPath(url: string): Slot {
    if (url.startsWith(BASE_PATH)) return this.default;
    const slug = PATH_OF_SANDBOX.exec(url)?.[1];
    return (slug === undefined ? undefined : this.find(slug)) ?? this.default;
  }

  /**
   * @param slug null: the default one
   * @throws ConsoleError for a sandbox that is gone
   */
  known(slug: string | null): Slot {
    const slot = slug === null ? this.default : this.find(slug);
    if (slot === undefined)
      throw new ConsoleError('not_found', `There is no sandbox "${slug ?? ''}" any more. Choose another one.`);
    return slot;
  }

  /** Looks at the folder: the command line may have made a sandbox meanwhile, or the console deleted one. */
  find(slug: string): Slot | undefined {
    const slot = this.#bySlug.get(slug);
    if (slot === this.default || (slot !== undefined && (slot.world !== null || slot.gate !== null))) return slot;
    if (!listSlugs(this.#dataFolder).includes(slug)) {
      this.#bySlug.delete(slug);
      return undefined;
    }
    if (slot !== undefined) return slot;
    const found = newSlot(slug);
    this.#bySlug.set(slug, found);
    return found;
  }
}

function newSlot(slug: string): Slot {
  const events = new EventHub(Date.now());
  return { slug, events, world: null, opening: null, calls: new Set(), gate: null, lastNumber: 0 };
}
