import { z } from 'zod';
import {
  choice,
  exactly,
  flag,
  listOf,
  options,
  region,
  retentionDays,
  tagsOfEveryService,
  text,
  words,
} from './kinds-of-value';
import { NAMES, type EnvironmentName } from './names';

const state = z.discriminatedUnion(
  'backend',
  [
    /** A file beside the project: for one person, to be lost without harm. */
    exactly({ backend: z.literal('local') }),
    /** An object in S3, encrypted, locked by S3 itself. The bucket exists already. */
    exactly({
      backend: z.literal('s3'),
      bucket: text(
        'an S3 bucket name: 3 to 63 of a-z, 0-9 and -, a letter or digit at both ends, and no dot, which TLS does not cover',
        /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
        (name) => !/^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|--x-s3|--table-s3)$/.test(name),
      ),
      key: text(
        "an S3 object key, such as 'trinity/prod.tfstate', with no / at either end",
        /^[^/\s](.{0,1022}[^/\s])?$/,
      ),
      region: region(),
    }),
  ],
  options('backend', "'local' or 's3'"),
);

/** What an environment is, whatever runs in it: the keys of its file beside `systems`. */
export const place = {
  name: choice(...NAMES) as z.ZodType<EnvironmentName>,
  /** The AWS account that this environment, and no other, may be deployed to. */
  account: text('an AWS account id: a string of 12 digits', /^\d{12}$/),
  region: region(),
  /**
   * Further regions in which all of it is, too, each with what it holds to itself, as an environment of its own: `prod-us-east-1`. Default:
   * none.
   */
  regions: listOf(region(), 'a list of AWS regions').exactOptional(),
  /** Whether a person may have a copy of it for themselves, such as `dev-ana`. Default: nobody. */
  copies: flag().exactOptional(),
  /** First part of every physical name: `<namePrefix>-<resource>-<environment>`. */
  namePrefix: text('1 to 20 of a-z, 0-9 and -, a letter first, no - last', /^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$/),
  /** On every resource that can be tagged. */
  tags: tagsOfEveryService(),
  /** Of each system's stack: the first one's is called as it stands here, another's has the system's name behind. */
  state,
  /** Email addresses that are told of each alarm. AWS sends each a link to confirm first. */
  notify: listOf(z.email('an email address'), 'a list of email addresses'),
  /** Of every log group that a deploy makes. */
  logRetentionDays: retentionDays(),
  /**
   * Findings of a plan review (docs/plan-review.md) that somebody takes the risk of, each by its name and with a reason,
   * for as long as a plan has exactly them: one that a plan has not, or has otherwise, is a finding itself. Default: none.
   */
  review: exactly({
    accept: z.record(
      words("a finding's whole name, such as 'stateful-loss/aws_dynamodb_table.rooms#3f9a2c1b'", /^[a-z-]+\/\S/),
      words('a sentence that says why the risk is taken', /\S/),
      'an object of findings and reasons',
    ),
  }).exactOptional(),
};
