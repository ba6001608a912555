import type { Rule } from 'eslint';
import type { CallExpression } from 'estree';
import { functionsRule } from './functions';
import { reported } from './reported';
import { shapesRule } from './shapes';
import { syntaxRule } from './syntax';

/**
 * `runtime.earlyReturn()` and `(null)`: reported to break, and yet found in much published code. The local run lets it
 * through; our own resolvers keep clear of it.
 */
const earlyReturnRule: Rule.RuleModule = {
  create: (context) => ({
    'CallExpression[callee.object.name="runtime"][callee.property.name="earlyReturn"]': (node: CallExpression) => {
      const [value] = node.arguments;
      const isNothing = !value || ['null', 'undefined', 'void 0'].includes(context.sourceCode.getText(value));
      if (!isNothing) return;
      const message = `AppSync is reported to break at an early return without a value (${reported.earlyReturn}). Return {} or [], and put what follows needs into ctx.stash.`;
      context.report({ node, message });
    },
  }),
};

/** The judgement of the local run on the source of resolvers, before they are bundled: `npm run lint` is a gate of a deploy. */
export const resolverRules = {
  rules: { syntax: syntaxRule, shapes: shapesRule, functions: functionsRule, 'early-return': earlyReturnRule },
};
