/** What was last sent of one person that only makes sense together. */
export interface PersonFacts {
  readonly userName: string | null;
  readonly workMail: string | null;
}

interface Person {
  /** sent whole (POST or PUT) at least once, so that what is missing is known to be missing */
  described: boolean;
  userName: { value: string; exchange: number } | null;
  workMail: { value: string; exchange: number } | null;
}

/**
 * Who a request was about. A refused POST names its user by userName only, a later PATCH by id only, and a POST that was accepted ties the two: so
 * people are merged as it becomes known that they are one.
 */
export class People {
  readonly #byKey = new Map<string, number>();
  readonly #parent: number[] = [];
  readonly #people: Person[] = [];

  /** @param keys everything that names the person in one request, at least one */
  meet(keys: readonly string[]): number {
    let person = -1;
    for (const key of keys) {
      const known = this.#byKey.get(key);
      if (known === undefined) continue;
      person = person === -1 ? this.find(known) : this.#merge(person, this.find(known));
    }
    if (person === -1) {
      person = this.#people.length;
      this.#parent.push(person);
      this.#people.push({ described: false, userName: null, workMail: null });
    }
    for (const key of keys) this.#byKey.set(key, person);
    return person;
  }

  /** The one person that this number stands for by now. */
  find(person: number): number {
    let root = person;
    for (let parent = this.#parent[root]; parent !== undefined && parent !== root; parent = this.#parent[root]) root = parent;
    this.#parent[person] = root;
    return root;
  }

  describe(person: number): void {
    const known = this.#people[this.find(person)];
    if (known !== undefined) known.described = true;
  }

  remember(person: number, fact: keyof PersonFacts, value: string, exchange: number): void {
    const known = this.#people[this.find(person)];
    if (known !== undefined && (known[fact]?.exchange ?? -1) <= exchange) known[fact] = { value, exchange };
  }

  isDescribed(person: number): boolean {
    return this.#people[this.find(person)]?.described === true;
  }

  /** Those who were sent whole. */
  describedCount(): number {
    return this.#roots().filter(({ described }) => described).length;
  }

  facts(): PersonFacts[] {
    return this.#roots().map(({ userName, workMail }) => ({
      userName: userName?.value ?? null,
      workMail: workMail?.value ?? null,
    }));
  }

  #roots(): Person[] {
    return this.#people.filter((_, index) => this.#parent[index] === index);
  }

  #merge(into: number, other: number): number {
    const one = this.#people[into];
    const two = this.#people[other];
    if (into === other || one === undefined || two === undefined) return into;
    this.#parent[other] = into;
    one.described ||= two.described;
    for (const fact of ['userName', 'workMail'] as const) {
      if ((two[fact]?.exchange ?? -1) > (one[fact]?.exchange ?? -1)) one[fact] = two[fact];
    }
    return into;
  }
}
