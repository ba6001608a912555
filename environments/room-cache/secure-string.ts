/** Why a SecureString stays outside Terraform, and what to do with one that exists. The end of a sentence. */
export const NEVER_ADOPTED_PARAMETER =
  'a SecureString is never adopted; its import would write the secret in clear into the state of Terraform and into each plan. ' +
  'Leave it where it is, and name it in systems.roomCache.tmdb.parameterName: the functions read it at run time';
