import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { SYSTEMS, type SystemName } from '../../model/systems';

const root = join(__dirname, '../..');

/** What is deployed, as it is but for one that is changed, under the eyes of the compiler. */
export class Sources {
  private readonly changed = new Map<string, string>();
  private version = 0;
  private readonly service: ts.LanguageService;
  private readonly files: readonly string[];

  /** @param system whose sources are looked at, with what systems share */
  constructor(system: SystemName) {
    const parsed = ts.getParsedCommandLineOfConfigFile(
      join(root, 'tsconfig.deployed.json'),
      {},
      {
        ...ts.sys,
        onUnRecoverableConfigFileDiagnostic: (problem) => {
          throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, '\n'));
        },
      },
    )!;
    this.files = parsed.fileNames.filter((file) => {
      const [folder, of] = relative(root, file).split('/');
      return ['api', 'functions', 'model'].includes(folder!) && (of === system || !SYSTEMS.some((one) => one === of));
    });
    this.service = ts.createLanguageService({
      ...ts.sys,
      useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
      getCompilationSettings: () => parsed.options,
      getScriptFileNames: () => [...this.files],
      getScriptVersion: (file) => (this.changed.has(file) ? `${this.version}` : '0'),
      getScriptSnapshot: (file) => {
        const text = this.changed.get(file) ?? ts.sys.readFile(file);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => root,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
    });
  }

  /** @returns `api/room-cache/shared/room.ts:8  …`, one for each error */
  errors(): string[] {
    return this.files.flatMap((file) => this.errorsOf(file));
  }

  /**
   * @param until who looks for an error like this one need not wait for the files behind it. Default: all are looked at
   * @returns the errors of the sources with this text, which must be there, as that one
   */
  errorsWith(file: string, from: string, to: string, until?: RegExp): string[] {
    const text = this.read(file);
    expect(text).toContain(from);
    this.version += 1;
    this.changed.set(join(root, file), text.replaceAll(from, to));
    try {
      const all: string[] = [];
      for (const one of new Set([join(root, file), ...this.files])) {
        all.push(...this.errorsOf(one));
        if (until && all.some((error) => until.test(error))) break;
      }
      return all;
    } finally {
      this.changed.delete(join(root, file));
    }
  }

  private errorsOf(file: string): string[] {
    return this.service.getSemanticDiagnostics(file).map(({ start = 0, messageText }) => {
      const line = this.read(relative(root, file)).slice(0, start).split('\n').length;
      return `${relative(root, file)}:${line}  ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  }

  private read(file: string): string {
    const path = join(root, file);
    return this.changed.get(path) ?? readFileSync(path, 'utf8');
  }
}
