import { DeploymentError } from '../errors';

/** Of the AES key, in bytes. */
const KEY_LENGTH = 32;

const VARIABLE = 'TRINITY_PLAN_KEY';

/**
 * The key of plan artifacts, which the environment variable TRINITY_PLAN_KEY has in base64.
 *
 * @throws DeploymentError when it is missing or no such key; it never says what the variable holds
 */
export function planKeyOf(env: NodeJS.ProcessEnv): Buffer {
  const text = env[VARIABLE]?.trim() ?? '';
  const key = Buffer.from(text, 'base64');
  if (key.length === KEY_LENGTH && key.toString('base64') === text) return key; // Buffer skips what is not base64
  throw new DeploymentError(
    'plan',
    text === ''
      ? `${VARIABLE} is not set: a plan holds secrets, and is kept encrypted.`
      : `${VARIABLE} is not ${KEY_LENGTH} bytes in base64 (${text.length} characters; such a key has 44).`,
    `Set ${VARIABLE} to the key that the review was given; for a new review, openssl rand -base64 32 makes one.`,
  );
}
