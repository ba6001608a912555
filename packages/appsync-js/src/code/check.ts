import appsync from '@aws-appsync/eslint-plugin';
import { type AST, type ESLint, Linter } from 'eslint';
import { own } from '../../../../keys/own';
import type { Problem } from '../errors';
import type { PlaceOf } from '../place';
import { MAX_CODE_LENGTH } from './documented';
import { builtinsRule } from './rules/builtins';
import { functionsRule } from './rules/functions';
import { modulesRule } from './rules/modules';
import { shapesRule } from './rules/shapes';
import { syntaxRule } from './rules/syntax';
import { utilitiesRule } from './rules/utilities';

/** What to write instead, where AWS's own rule does not say it. */
const hints: Readonly<Record<string, string>> = {
  '@aws-appsync/no-for': 'Use for-of, for-in or an array method.',
  '@aws-appsync/no-while': 'Use for-of, for-in or an array method.',
  '@aws-appsync/no-continue': 'Use an if, or filter before the loop.',
  '@aws-appsync/no-try': 'Nothing can be caught; look at ctx.error.',
  '@aws-appsync/no-in-operator': 'Use Object.hasOwn(object, name).',
  '@aws-appsync/no-disallowed-unary-operators': 'Use += 1 or -= 1.',
  '@aws-appsync/no-regex': 'Use the methods of strings.',
  '@aws-appsync/no-disallowed-re-assignment': 'Put values into ctx.stash.',
};

export interface CheckedCode {
  readonly problems: readonly Problem[];
  /** undefined when the code cannot be parsed. */
  readonly program?: AST.Program;
}

type Unplaced = Omit<Problem, 'where'>;
type Judged = Omit<CheckedCode, 'problems'> & { readonly problems: readonly Unplaced[] };

/** By utilities and code, the newest last: a reload judges what has changed only, which takes milliseconds for each. */
const judged = new Map<string, Judged>();
/** More than an API has. */
const KEPT = 200;

/**
 * Judges code as AppSync would when it is deployed: AWS's own lint rules, as far as they work on bundled JavaScript, and
 * what they do not see.
 */
export class CodeChecker {
  private readonly linter = new Linter();
  private readonly config: Linter.Config;

  /** @param utilities full names of the utilities that the local run knows */
  constructor(private readonly utilities: readonly string[]) {
    const plugin = appsync as unknown as ESLint.Plugin & { configs: { base: { rules: Linter.RulesRecord } } };
    const rules = {
      modules: modulesRule,
      builtins: builtinsRule,
      utilities: utilitiesRule(utilities),
      functions: functionsRule,
      syntax: syntaxRule,
      shapes: shapesRule,
    };
    this.config = {
      languageOptions: { ecmaVersion: 2022, sourceType: 'module', globals: {} },
      linterOptions: { reportUnusedDisableDirectives: 'off' },
      plugins: { '@aws-appsync': plugin, local: { rules } },
      rules: {
        ...plugin.configs.base.rules,
        ...Object.fromEntries(Object.keys(rules).map((name) => [`local/${name}`, 'error'])),
      },
    };
  }

  /**
   * @param where how problems name the code
   * @param placeOf says where the code was bundled from. Default: it was not
   */
  check(where: string, code: string, placeOf?: PlaceOf): CheckedCode {
    const key = `${this.utilities.join()}\n${code}`;
    const { problems, program } = judged.get(key) ?? this.judge(code);
    judged.delete(key); // and once more as the newest
    judged.set(key, { problems, ...(program && { program }) });
    for (const oldest of [...judged.keys()].slice(0, -KEPT)) judged.delete(oldest);
    return {
      problems: problems.map((problem) => ({ where, ...placed(problem, placeOf) })),
      ...(program && { program }),
    };
  }

  private judge(code: string): Judged {
    const found = this.linter.verify(code, [this.config], { filename: 'code.js', allowInlineConfig: false });
    const problems: Unplaced[] = found.map(({ line, column, message, ruleId }) => {
      const hint = own(hints, ruleId ?? '');
      return { line, column, message: hint ? `${message.replace(/\.$/, '')}. ${hint}` : message };
    });
    if (code.length > MAX_CODE_LENGTH) {
      const length = code.length.toLocaleString('en-US');
      problems.push({
        message: `The code has ${length} characters; AppSync takes at most ${MAX_CODE_LENGTH.toLocaleString('en-US')}.`,
      });
    }
    const program = this.linter.getSourceCode()?.ast as AST.Program | undefined;
    return program && problems.length === 0 ? { problems, program } : { problems };
  }
}

/** What stands in no source, such as an export that is missing, has no line: that of the bundle would be looked for in the source. */
const placed = (problem: Unplaced, placeOf: PlaceOf | undefined): Unplaced =>
  placeOf && problem.line !== undefined && problem.column !== undefined
    ? { ...placeOf(problem.line, problem.column), message: problem.message }
    : problem;
