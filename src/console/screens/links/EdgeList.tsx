import { Link } from '@tanstack/react-router'
import type { GraphEdge, GraphNode, LinkGraph } from '../../../http/rooms/links/contract.ts'
import { PostureMark } from '../../marks/PostureMark.tsx'
import { sharedWords } from '../../words/shared.ts'
import { doorWords, postureWords } from '../../words/words.ts'
import { RemoveTie } from './RemoveTie.tsx'

/** Every pair with what it shares, the strongest first; pairs of this case before those of its fellows. */
export function EdgeList({ graph }: { readonly graph: LinkGraph }) {
  const own = graph.edges.filter(({ a, b }) => a === graph.focus || b === graph.focus)
  const others = graph.edges.filter((edge) => !own.includes(edge) && edge.tied)
  const most = Math.max(graph.bar, ...graph.edges.map(({ strength }) => strength))
  const nodeOf = new Map(graph.nodes.map((node) => [node.case, node]))
  return (
    <div className="edges">
      <ul className="edge-list">
        {own.map((edge) => (
          <Edge key={edge.a + edge.b} edge={edge} graph={graph} most={most} other={nodeOf.get(edge.a === graph.focus ? edge.b : edge.a)} />
        ))}
      </ul>
      {others.length > 0 && (
        <section aria-labelledby="edges-others">
          <h2 id="edges-others">Ties among the others</h2>
          <ul className="edge-list">
            {others.slice(0, 60).map((edge) => (
              <Edge key={edge.a + edge.b} edge={edge} graph={graph} most={most} from={nodeOf.get(edge.a)} other={nodeOf.get(edge.b)} />
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function Edge({ edge, graph, most, from, other }: { readonly edge: GraphEdge; readonly graph: LinkGraph; readonly most: number; readonly from?: GraphNode | undefined; readonly other: GraphNode | undefined }) {
  if (other === undefined) return null
  return (
    <li className="edge">
      <p className="edge-who">
        <PostureMark posture={other.posture} />
        <span>
          {from !== undefined && (
            <>
              <Name node={from} /> and{' '}
            </>
          )}
          <Name node={other} />{' '}
          <span className="lettering">
            {doorWords[other.door]} · {postureWords[other.posture]}
          </span>
        </span>
      </p>
      <Strength edge={edge} bar={graph.bar} most={most} />
      <ul className="edge-things">
        {edge.things.map((thing) => (
          <li key={thing.type + thing.shown} data-counts={thing.counts}>
            <span className="received">{sharedWords(thing.type, thing.shown)}</span>{' '}
            <span className="lettering">
              {thing.bits.toFixed(1)} bits{thing.counts === 'whole' ? '' : thing.counts === 'part' ? ', a quarter counts: same cause as the one above' : ', not counted: comes with the one above'}
            </span>
            {from === undefined && <RemoveTie focus={graph.focus} other={other} thing={thing} />}
          </li>
        ))}
      </ul>
    </li>
  )
}

function Name({ node }: { readonly node: GraphNode }) {
  return (
    <Link to="/links" search={{ case: node.case }} className="received">
      {node.label}
    </Link>
  )
}

/** A dimension line with the bar marked on it: how much the pair shares, and how much would tie it. */
function Strength({ edge, bar, most }: { readonly edge: GraphEdge; readonly bar: number; readonly most: number }) {
  const width = 240
  const at = (bits: number): number => (bits / most) * (width - 8)
  const words = `${edge.strength.toFixed(1)} of ${bar.toFixed(1)} bits: ${edge.tied ? 'tied' : 'not enough to tie them'}`
  return (
    <p className="edge-strength">
      <svg viewBox={`0 0 ${width} 18`} width={width} height={18} aria-hidden="true">
        <path d={`M1 4v10M1 9H${at(edge.strength)}m0 -5v10`} className="edge-line" data-tied={edge.tied || undefined} />
        <path d={`M${at(bar)} 1v16`} className="edge-bar" />
      </svg>
      <span className="lettering">{words}</span>
    </p>
  )
}
