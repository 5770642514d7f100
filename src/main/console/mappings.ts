import type { ConsoleContract, ImportedMapping, MappingSettings, Service, Whose } from '#shared/contract/index.ts';
import { TrafficObserver } from '../log/observe-traffic.ts';
import { correctMappings } from '../mapping/correct/correct.ts';
import { extensionAttributes } from '../mapping/correct/extension-attributes.ts';
import { judgeMappings } from '../mapping/judge/judge.ts';
import { correctObserved } from '../mapping/observe/correct-observed.ts';
import { judgeObserved } from '../mapping/observe/judge-observed.ts';
import { previewPerson } from '../mapping/preview/preview.ts';
import { decodeText } from '../mapping/read/decode.ts';
import { OKTA_ATTRIBUTES } from '../mapping/read/okta-attributes.ts';
import { readMappings } from '../mapping/read/read.ts';
import { mappingContextOf } from '../sandbox/mapping-context.ts';
import { readMappingSettings, writeMappingSettings } from '../sandbox/mapping-settings.ts';
import type { MappingFile } from '../store/repositories/mapping-files.ts';
import { ConsoleError } from './console-error.ts';
import type { ConsoleDependencies } from './console.ts';
import { toldAtOnce } from './told.ts';

export function createMappingOperations(dependencies: ConsoleDependencies): Service<ConsoleContract>['mappings'] {
  const { sandbox, events, clock } = dependencies;
  const observer = new TrafficObserver(sandbox.store, sandbox.profile);
  const settings = (): MappingSettings => sandbox.store.read(readMappingSettings);
  const context = () => sandbox.store.read((tx) => mappingContextOf(tx, sandbox));
  const stored = (): MappingFile | undefined => sandbox.store.read((tx) => tx.mappingFiles.get());

  const view = (file: MappingFile): ImportedMapping => ({
    name: file.name,
    kind: file.kind,
    bytes: file.bytes,
    imported: file.imported,
    report: judgeMappings(readMappings(file.text).set, context()),
  });

  const keep = (file: Omit<MappingFile, 'imported'>): ImportedMapping => {
    const kept = { ...file, imported: clock.now().toISOString() };
    // Judged before it is kept, so that an unreadable file does not take the place of the last one.
    const imported = toldAtOnce(() => view(kept));
    sandbox.store.write((tx) => tx.mappingFiles.put(kept));
    events.publish({ type: 'mappings.changed' });
    return imported;
  };

  const requireFile = () => {
    const file = stored();
    if (file === undefined) throw new ConsoleError('not_found', 'No mapping has been given yet.');
    return { file, read: readMappings(file.text) };
  };

  const observed = async () => {
    const { traffic, simulated, looked, bounded } = await observer.observe();
    const ofProvider = traffic.objects();
    const ofSimulator = ofProvider.length === 0 ? simulated.objects() : [];
    const whose: Whose = ofSimulator.length === 0 ? 'provider' : 'simulator';
    const [seen, objects] = whose === 'provider' ? [traffic, ofProvider] : [simulated, ofSimulator];
    return { report: judgeObserved(seen, context(), objects), objects, looked, bounded, whose };
  };

  return {
    file: () => {
      const file = stored();
      return { file: file === undefined ? null : view(file) };
    },

    importFile: ({ name, content }) => {
      const text = toldAtOnce(() => ('text' in content ? content.text : decodeText(Buffer.from(content.base64, 'base64'))));
      return keep({ name, kind: 'file', text, bytes: Buffer.byteLength(text) });
    },

    tickable: () => ({ items: [...OKTA_ATTRIBUTES] }),

    tick: ({ targets }) => {
      const text = JSON.stringify(targets);
      return keep({ name: 'Okta', kind: 'ticked', text, bytes: Buffer.byteLength(text) });
    },

    settings,

    saveSettings: (values) => {
      sandbox.store.write((tx) => writeMappingSettings(tx, values));
      events.publish({ type: 'mappings.changed' });
      return values;
    },

    removeFile: () => {
      const removed = sandbox.store.write((tx) => tx.mappingFiles.remove());
      if (removed) events.publish({ type: 'mappings.changed' });
      return { removed };
    },

    observed,

    correction: async ({ from }) => {
      if (from === 'traffic') return correctObserved((await observed()).report, context());
      const { file, read } = requireFile();
      return correctMappings(read, context(), file.kind === 'file' ? file.name : undefined);
    },

    extensions: async ({ from }) => {
      const set = from === 'traffic' ? (await observed()).report.set : requireFile().read.set;
      return extensionAttributes(sandbox.profile, set.idp);
    },

    preview: ({ person }) => previewPerson(requireFile().read.set, person, context()),
  };
}
