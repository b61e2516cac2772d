import { entra, okta, slack } from './identity.ts'
import { github, gitlab } from './forges.ts'
import type { Poller } from './poller.ts'
import { jira, linear } from './tickets.ts'

/** Services that are asked for what is new. Adding one adds a poller and a line here. */
export const pollers: readonly Poller[] = [okta, entra, github, gitlab, slack, jira, linear]
