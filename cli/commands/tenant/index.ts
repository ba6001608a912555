import { Typed } from '../../../deployment/booking/typed';
import { nearest } from '../../../keys/nearest';
import { UsageError } from '../../../programs/user-error';
import { toWrite } from '../../../programs/writable';
import { command, flag, valued, type Values } from '../command';
import type { Asked } from './run';

const OPTIONS = {
  name: valued('NAME', 'create: what the business is called'),
  'time-zone': valued('ZONE', 'create: in which it is, such as Europe/Madrid'),
  language: valued('LANG', 'create: in which its chat answers, es, en or pt'),
  owner: valued('ID', 'create: whose it is, by a word of your own for them'),
  make: valued('NAME', 'key: make one for a widget, and print it: it is nowhere else'),
  origin: {
    ...valued('URL', 'key --make: whose pages may show it; may be given more than once; any unless given'),
    multiple: true,
  },
  rate: valued('N', 'key --make: messages and bookings that it may send in a minute, 60 unless given'),
  rotate: valued('KEY_ID', 'key: make another in its stead, beside which it goes on for a while'),
  overlap: valued('HOURS', 'key --rotate: for how long, 0 to 168, 24 unless given'),
  revoke: valued('KEY_ID', 'key: end it at once'),
  add: valued('EMAIL', 'admin: let them manage the business; who is new is invited by mail'),
  role: valued('ROLE', 'admin --add: OWNER, who may do all, or STAFF, who see and change bookings and hours'),
  remove: valued('EMAIL', 'admin: let them manage it no more'),
  out: valued('FILE', 'export: write to a new file that only you can read; standard output unless given'),
  'dry-run': flag('erase: count what there is, and erase nothing'),
  yes: flag('erase: do not ask'),
  local: valued('URL', 'ask a local run, at the address that npm start prints as Functions'),
} as const;
type Option = keyof typeof OPTIONS;

/** What can be done, and by which options. */
const ACTIONS = {
  list: [],
  create: ['name', 'time-zone', 'language', 'owner'],
  key: ['make', 'origin', 'rate', 'rotate', 'overlap', 'revoke'],
  admin: ['add', 'role', 'remove'],
  suspend: [],
  resume: [],
  export: ['out'],
  erase: ['dry-run', 'yes'],
} as const satisfies Record<string, readonly Option[]>;
type Action = keyof typeof ACTIONS;

export const tenant = command({
  name: 'tenant',
  on: 'deployed',
  of: 'booking',
  operands: 'ACTION TENANT',
  does:
    'lists, makes, suspends, exports and erases businesses of the booking chat, their keys and administrators; ' +
    `ACTION is ${Object.keys(ACTIONS).join(', ')}, TENANT the slug or id of a business; of list, the --owner of all that are listed`,
  examples: [
    'tenant dev create ana --name "Peluquería Ana" --time-zone Europe/Madrid --language es --owner ana',
    'tenant dev key ana --make "web page" --origin https://example.com',
    'tenant dev admin ana --add ana@example.com --role OWNER',
    'tenant prod export ana --out ana.jsonl',
    'tenant prod erase ana',
  ],
  outside: 'apply',
  options: OPTIONS,
  args: tenantArguments,

  run(asked, context, out) {
    const { tenant }: typeof import('./run') = require('./run');
    return tenant(asked, context, out);
  },
});

function tenantArguments(values: Values<typeof OPTIONS>, [named = '', tenantName = '']: readonly string[]): Asked {
  const action = Object.keys(ACTIONS).find((one): one is Action => one === named);
  if (action === undefined) {
    const meant = nearest(named, Object.keys(ACTIONS));
    const question = meant === undefined ? '' : ` Did you mean ${meant}?`;
    throw new UsageError(`tenant has no action "${named}".${question} There are ${Object.keys(ACTIONS).join(', ')}.`);
  }
  const isGiven = (one: Option) => values[one] !== undefined && values[one] !== false;
  for (const one of Object.keys(OPTIONS) as Option[]) {
    if (!isGiven(one) || one === 'local') continue;
    const of = Object.entries<readonly Option[]>(ACTIONS).find(([, options]) => options.includes(one))![0];
    if (of !== action) throw new UsageError(`--${one} goes with tenant ${of}, not with tenant ${action}.`);
  }
  const together = (one: Option, main: Option) => {
    if (isGiven(one) && !isGiven(main)) throw new UsageError(`--${one} goes with --${main}.`);
  };
  const alone = (...options: readonly Option[]) => {
    const given = options.filter(isGiven);
    if (given.length > 1) throw new UsageError(`${given.map((one) => `--${one}`).join(' and ')} do not go together.`);
  };
  const whose = { tenant: tenantName, isJson: values.json, ...local(values.local) };
  switch (action) {
    case 'create': {
      const { name, 'time-zone': timeZone, language, owner } = values;
      if (name === undefined || timeZone === undefined || language === undefined || owner === undefined) {
        throw new UsageError(`tenant create wants ${ACTIONS.create.map((one) => `--${one}`).join(', ')}.`);
      }
      return {
        action,
        ...whose,
        input: {
          slug: new Typed('TENANT', tenantName),
          name: new Typed('--name', name),
          timeZone: new Typed('--time-zone', timeZone),
          language: new Typed('--language', language),
          ownerId: new Typed('--owner', owner),
        },
      };
    }
    case 'key': {
      alone('make', 'rotate', 'revoke');
      together('origin', 'make');
      together('rate', 'make');
      together('overlap', 'rotate');
      const { make: name, origin: origins = [], rate, rotate, overlap, revoke } = values;
      const requestsPerMinute = numberOf('--rate', rate);
      const overlapHours = numberOf('--overlap', overlap);
      return {
        ...{ action, ...whose },
        ...(name !== undefined && {
          make: {
            name: new Typed('--make', name),
            origins: new Typed('--origin', origins),
            ...(requestsPerMinute && { requestsPerMinute }),
          },
        }),
        ...(rotate !== undefined && { rotate: { id: rotate, ...(overlapHours && { overlapHours }) } }),
        ...(revoke !== undefined && { revoke }),
      };
    }
    case 'admin': {
      alone('add', 'remove');
      together('role', 'add');
      const { add, role, remove } = values;
      if (add === undefined)
        return { action, ...whose, ...(remove !== undefined && { remove: mail('--remove', remove) }) };
      if (role !== 'OWNER' && role !== 'STAFF')
        throw new UsageError(
          `--role ${role === undefined ? 'is missing' : `"${role}" is none`}: --add wants OWNER or STAFF.`,
        );
      return { action, ...whose, add: { email: mail('--add', add), role } };
    }
    case 'list':
      return { action, ...whose, ownerId: new Typed('TENANT', tenantName) };
    case 'suspend':
    case 'resume':
      return { action, ...whose };
    case 'export':
      if (values.json && values.out === undefined)
        throw new UsageError('--json of tenant export goes with --out: what is exported is lines of JSON.');
      return { action, ...whose, ...(values.out !== undefined && { file: toWrite('--out', values.out, 'new file') }) };
    case 'erase':
      alone('dry-run', 'yes');
      return { action, ...whose, isDryRun: values['dry-run'], yes: values.yes };
  }
}

function numberOf(option: string, text: string | undefined): Typed<number> | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,6}(\.\d{1,6})?$/.test(text)) return new Typed(option, Number(text));
  throw new UsageError(`${option} "${text}" is no number.`);
}

function mail(option: string, text: string): string {
  if (/^[^\s@"\\]+@[^\s@"\\]+\.[^\s@"\\]+$/.test(text)) return text;
  throw new UsageError(`${option} "${text}" is no e-mail address.`);
}

/** Nothing else than this machine: what it is sent is not signed by anybody. */
function local(text: string | undefined): { local?: string } {
  if (text === undefined) return {};
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' && ['localhost', '127.0.0.1'].includes(url.hostname)) return { local: url.origin };
  throw new UsageError(`--local "${text}" is no address of this machine, such as http://127.0.0.1:40125.`);
}
