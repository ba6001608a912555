import type { Inspection } from '../schema';
import { renderHtml } from './html';
import { renderMarkdown } from './markdown';
import { renderText } from './text';

export type Format = 'text' | 'markdown' | 'html';

/** An inspection for a person. @returns lines, or all of it as one */
export function renderInspection(inspection: Inspection, format: Format = 'text'): string[] {
  if (format === 'text') return renderText(inspection);
  return [format === 'html' ? renderHtml(inspection) : renderMarkdown(inspection)];
}
