import { own } from '../keys/own';

const ESCAPED = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as HTML shows it, in an element or an attribute in double quotes. */
export const asHtml = (text: string): string => text.replace(/[&<>"]/g, (found) => own(ESCAPED, found)!);
