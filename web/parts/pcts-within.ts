/** Which PCTs lie in an area of whatever kind, or are it. */
export function pctsWithin(code: string | null) {
  if (code === null) return {};
  const isIt = { code: { eq: code } };
  return { OR: [isIt, { cluster: isIt }, { sha: isIt }] };
}

/** Which practices lie in an area of whatever kind. */
export function practicesWithin(code: string | null) {
  if (code === null) return {};
  const isIt = { code: { eq: code } };
  return { OR: [{ pct: isIt }, { cluster: isIt }, { sha: isIt }] };
}
