import { kindOfId, newsletterOfIssue, type NodeId } from '../model/ids';
import { stems } from '../model/text';

/**
 * The stems of the name that all issues of a newsletter bear, in full and by its initials: `alignment-newsletter` gives
 * those of "alignment", "newsletter" and "an". Nothing for any other node.
 */
export function seriesStems(id: NodeId): ReadonlySet<string> {
  if (kindOfId(id) !== 'Issue') return new Set();
  const parts = newsletterOfIssue(id).split('-');
  // "MLSN": short words stand in it whole.
  const initials = parts.map((part) => (part.length <= 2 ? part : part.charAt(0))).join('');
  return new Set(stems([...parts, initials].join(' ')));
}
