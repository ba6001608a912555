import type { Finding } from '../../schema';
import { acceptedBy, HOW_TO_ACCEPT, subjectOf, type Group, type Ranked, type Standing } from '../findings';
import { prose } from '../phrase';
import type { Anchored } from './anchored';
import { inline, markup, when, type Html } from './template';

export const findingsSection = ({ standing, title, groups, anchor }: Ranked & Anchored): Html => markup`
<section class="findings ${standing}" id="${anchor}">
<h3>${title}</h3>${groups.map((group) => groupCard(group, standing))}${when(standing === 'blocks', () => HOW)}
</section>`;

const HOW = markup`
<p class="how">${inline(HOW_TO_ACCEPT)}</p>`;

const groupCard = ({ rule, risk, findings }: Group, standing: Standing): Html => markup`
<div class="group">
<h4>${rule}</h4>
<p class="risk">${inline(prose(risk))}</p>
<ul class="found">${findings.map((finding) => item(finding, standing))}
</ul>
</div>`;

const item = (finding: Finding, standing: Standing): Html => markup`
<li data-kind="${standing}">
<p class="address"><code>${subjectOf(finding)}</code></p>
<p class="title">${inline(prose(finding.title))}</p>${when(finding.because.length > 0 && finding.because, because)}${when(finding.accepted, accepted)}${acceptedBy(finding).map(nameLine)}
</li>`;

const nameLine = (name: string): Html => markup`
<p class="name">NAME <code>${name}</code></p>`;

const because = (lines: readonly string[]): Html => markup`
<ul class="because">${lines.map((line) => markup`<li>${inline(prose(line))}</li>`)}</ul>`;

const accepted = (reason: string): Html => markup`
<p class="reason"><b>Accepted:</b> ${inline(prose(reason))}</p>`;
