import { DEFAULT_LIMITS, DEFAULT_READERS } from '../deployment/performance/limits';

export const USAGE = `Deploys Trinity's environments and looks after them.

  npx trinity COMMAND ENVIRONMENT [options]

  preflight ENV      every check that a deploy makes before it touches anything
  bootstrap ENV      makes the bucket of the environment's Terraform state; can be run again, deletes nothing
  deploy ENV         preflight, synth, plan, confirmation, apply of that plan, verification, performance, report
  verify ENV         compares AWS with what this checkout synthesizes, and plays a room through the API
  performance ENV    measures the API, writes performance-ENV.json and a picture, performance-ENV.svg
  rollback ENV       points the functions at the versions of the deployment before, within seconds
  status ENV         what runs, since when, by which deploy, and what was changed outside Terraform
  unlock ENV ID      clears the lock that a deploy which died has left on the state
  state ENV          the versions of the Terraform state that its bucket keeps
  gates              the quality gates: format, types, lint, tests
  review PLAN...     what a plan does, and what of it is dangerous: PLAN is a file that terraform show -json printed,
                     - for standard input, or an environment, which is planned first
  import ENV         compares tables that exist with what ENV declares, before they are adopted
  post REVIEW...     posts reviews (review --write) to the pull request that GitHub Actions runs for

  --yes              deploy: do not ask before the apply; what the review blocks is refused all the same
  --skip-gates WHY   preflight, deploy: do not run the quality gates; the report says why
  --page-p95 MS      deploy, performance: limit of a page's 95th percentile, ${DEFAULT_LIMITS.pageP95Ms} unless given
  --first-batch MS   deploy, performance: limit from createRoom to the first films, ${DEFAULT_LIMITS.firstBatchMs} unless given;
                     a deploy's verification gives up after three times as long
  --readers N        deploy, performance: members that read at once, ${DEFAULT_READERS} unless given
  --to TARGET        rollback: a deployment's id, the beginning of its commit, or versions such as cache=4,room=2
  --list             rollback: show what there is to go back to, and change nothing
  --restore ID       state: put this version on top; the versions before it stay
  --no-drift         status: do not ask Terraform, which takes a while
  --plan FILE        deploy: apply the plan that review --plan-out has kept, and no other
  --reviewed DIGEST  deploy: what that plan was reviewed as; anything else is refused
  --format FORMAT    review, import: text, markdown, html or json; text unless given
  --write DIR        review: write review-NAME.md, .html and .json there, too; where it fails, they say why
  --base REF         review: compare the synthesized Terraform with REF's; needs no credentials and no state
  --accept NAME=WHY  review, deploy: take the risk of this one finding, this one time; may be given more than once
  --name NAME        review: what the plan is called, instead of its file's name
  --plan-out FILE    review: keep the plan for deploy --plan, encrypted with TRINITY_PLAN_KEY
  --expect NAMES     post: names with commas between them; each gets a status, which says so where no review of it is given
  --inspect          import: say what adopting them would change, replace, or what cannot be told
  --from PATH        import: a file or a folder that describes the tables, instead of the account
  --write            import: adopt the tables in ENV's configuration, as they are
  --release TABLE    import: let a table of ENV's configuration go: Terraform forgets it, and it stays as it is
  --dry-run          import --write, --release: show what would be written, and write nothing
  --check            import: plan what ENV adopts, and say whether a deploy changes nothing of it but what is said there
  --map NAME=TABLE   import: the table that NAME of the configuration is; may be given more than once
  --sample N         import: read up to N items of each declared table of the account, and say which the application can parse
  --json             the result as JSON on standard output, everything else on standard error
  --help, --version

Exit codes: 0 done, 2 review, import: changes, 3 review, import: blocked, 10 invalid, 11 preflight, 12 plan, 13 declined, 14 apply, 15 verification, 16 performance, 17 rollback,
18 no plan that can be judged, 19 not posted, 64 command line, 130 interrupted, 1 a fault of Trinity itself. 10 to 13: nothing was changed.`;
