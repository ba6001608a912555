import type { Reply } from './routes';

/** Cuts a list as `page` and `per_page` (30 unless told, 100 at most) say, and names the next and the last page. */
export function paginate(reply: Reply, url: URL): Reply {
  if (reply.status !== 200 || !Array.isArray(reply.body)) return reply;
  const all = reply.body as unknown[];
  const size = Math.min(100, Number(url.searchParams.get('per_page') ?? 30));
  const page = Number(url.searchParams.get('page') ?? 1);
  const last = Math.max(1, Math.ceil(all.length / size));
  const linkTo = (number: number, relation: string): string => {
    const to = new URL(url);
    to.searchParams.set('page', String(number));
    return `<${to.href}>; rel="${relation}"`;
  };
  const links = [
    ...(page > 1 ? [linkTo(page - 1, 'prev')] : []),
    ...(page < last ? [linkTo(page + 1, 'next'), linkTo(last, 'last')] : []),
  ];
  return {
    ...reply,
    body: all.slice((page - 1) * size, page * size),
    headers: { ...reply.headers, ...(links.length > 0 && { link: links.join(', ') }) },
  };
}
