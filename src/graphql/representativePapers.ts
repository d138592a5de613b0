import { z } from 'zod';
import type { RepresentativePaper } from '../explore/representativePapers';
import type { NodeId } from '../model/ids';
import type { PageArgs } from './args';
import type { GraphContext } from './context';
import { cursorCodec } from './cursors';
import { pageOfList, type BoundedPage } from './page';
import { checkPageSize } from './pages';

/** A page of the papers that stand for a topic. */
export async function loadRepresentativePapers(
  { loaders }: GraphContext,
  id: NodeId,
  { first, after }: PageArgs,
): Promise<BoundedPage<RepresentativePaper>> {
  const codec = cursorCodec({ representativePapers: id }, z.string().max(1024));
  const place = { first: checkPageSize(first), after: codec.decode(after) };
  const { papers, cut } = await loaders.representativePapers.load(id);
  const page = pageOfList(
    papers,
    place,
    (paper) => paper.id,
    (paper) => codec.encode(paper.id),
  );
  return { ...page, cut };
}
