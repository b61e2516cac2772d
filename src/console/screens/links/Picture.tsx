import { useNavigate } from '@tanstack/react-router'
import Graph from 'graphology'
import forceAtlas2 from 'graphology-layout-forceatlas2'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import Sigma from 'sigma'
import type { LinkGraph } from '../../../http/rooms/links/contract.ts'

/** The neighbourhood as a picture: the list beside it says the same in words, so to those who listen it is left out. */
export function Picture({ graph }: { readonly graph: LinkGraph }) {
  const place = useRef<HTMLDivElement>(null)
  const go = useNavigate()
  const [drawn, setDrawn] = useState(true)
  const theme = useTheme()
  useEffect(() => {
    const box = place.current
    if (box === null) return
    let sigma: Sigma | null = null
    try {
      sigma = new Sigma(laidOut(graph), box, { labelRenderedSizeThreshold: 4, labelFont: 'system-ui', labelSize: 12, labelColor: { color: inkOf('--ink') }, defaultEdgeColor: inkOf('--line-firm'), allowInvalidContainer: true })
      sigma.on('clickNode', ({ node }) => void go({ to: '/links', search: { case: node } }))
    } catch {
      // No WebGL here: the list says everything.
      setDrawn(false)
    }
    return () => sigma?.kill()
  }, [graph, go, theme])
  if (!drawn) return <p className="soft">This browser draws no picture; the list says the same.</p>
  return (
    <figure className="links-picture" aria-hidden="true">
      <div ref={place} className="links-canvas" />
      <figcaption className="lettering">A point is a record, larger where it is this case; thick lines tie.</figcaption>
    </figure>
  )
}

/** The theme in force: the picture is drawn in its inks. */
function useTheme(): string {
  return useSyncExternalStore(
    (changed) => {
      const watch = new MutationObserver(changed)
      watch.observe(document.documentElement, { attributeFilter: ['data-theme'] })
      return () => watch.disconnect()
    },
    () => document.documentElement.dataset['theme'] ?? 'light',
  )
}

/** Positions by force; the same graph gives the same picture. */
function laidOut({ nodes, edges, focus }: LinkGraph): Graph {
  const graph = new Graph()
  nodes.forEach((node, at) => {
    const turn = (at * 2 * Math.PI) / nodes.length
    graph.addNode(node.case, { x: Math.cos(turn), y: Math.sin(turn), size: node.case === focus ? 12 : node.inCluster ? 8 : 5, color: inkOf(node.case === focus ? '--accent' : node.inCluster ? '--wall' : '--hatch'), label: node.label.length > 28 ? `${node.label.slice(0, 27)}…` : node.label })
  })
  for (const { a, b, strength, tied } of edges) {
    if (graph.hasNode(a) && graph.hasNode(b) && !graph.hasEdge(a, b)) graph.addEdge(a, b, { size: tied ? 3 : 1, color: inkOf(tied ? '--wall' : '--line-firm'), weight: strength })
  }
  forceAtlas2.assign(graph, { iterations: 120, settings: forceAtlas2.inferSettings(graph) })
  return graph
}

function inkOf(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
}
