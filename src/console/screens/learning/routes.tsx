import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { learningQuery } from '../../api/story.ts'
import { queries } from '../../api/queries.ts'
import { may, shell } from '../../roots.tsx'

const calibration = createRoute({
  getParentRoute: () => shell,
  path: '/calibration',
  loader: () => void (may('seeLearning') && queries.prefetchQuery(learningQuery)),
  component: lazyRouteComponent(() => import('./LearningScreen.tsx'), 'LearningScreen'),
})

export const routes = [calibration] as const
