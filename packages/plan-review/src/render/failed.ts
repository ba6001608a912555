import type { FailedReview } from '../failed';
import { beginningOf } from '../plan/placeholder';
import { page } from './html/page';
import { inline, markup } from './html/template';
import { markdown } from './markdown/phrase';
import { data, plain, prose, type Phrase } from './phrase';

/** Characters of a reason, and of what to do, that are shown; the log has all. */
const MOST = 2000;

const TITLE = 'could not be reviewed';
const MEANING = 'Nothing of it was judged: what it changes is not known.';

/** For a commit status, which is cut where it is set. */
export const describeFailure = ({ reason }: FailedReview): string =>
  `Could not be reviewed: ${linesOf(reason).map(plain).join(' ')}`;

/** For a comment or a summary; it always has space in one. */
export const failedMarkdown = ({ name, stage, reason, next, commit }: FailedReview): string =>
  [
    `### ${markdown([...prose(name), `: ${TITLE}`])}`,
    markdown([...atCommit(commit), 'Stage ', data(stage), '. ', MEANING]),
    ...linesOf(reason).map((line) => `> ${markdown(line)}`),
    ['#### What to do', ...linesOf(next.join('\n')).map((line) => `- ${markdown(line)}`)].join('\n'),
  ].join('\n\n');

/** As a page of its own. */
export const failedHtml = ({ name, stage, reason, next, commit }: FailedReview): string =>
  page(
    { title: name },
    markup``,
    markup`
<article>
<header class="failed">
<h2>${name}</h2>
<p class="verdict">${TITLE}</p>
<p class="counts">${MEANING}</p>
<p class="where">${inline([...atCommit(commit), 'Stage ', data(stage), '.'])}</p>
</header>
<section class="findings blocks">
<h3>Why</h3>
<div class="group">${linesOf(reason).map((line) => markup`<p>${inline(line)}</p>`)}</div>
</section>
<section class="findings">
<h3>What to do</h3>
<div class="group">${linesOf(next.join('\n')).map((line) => markup`<p>${inline(line)}</p>`)}</div>
</section>
</article>`,
  );

const atCommit = (commit: FailedReview['commit']): Phrase =>
  commit === null ? [] : ['Commit ', data(commit.sha.slice(0, 12)), '. '];

/** What somebody else said is data, whatever it holds. */
const linesOf = (text: string): Phrase[] => [
  ...beginningOf(text, MOST)
    .split('\n')
    .filter((line) => /[^ ]/.test(line))
    .map(prose),
  ...(text.length > MOST ? [[`Cut here: it has ${text.length} characters, and the log has all of them.`]] : []),
];
