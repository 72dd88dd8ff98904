// Sends one event of each kind with Segment's own SDK; the only change is the host.
import { Analytics } from '@segment/analytics-node'

const [host, run] = process.argv.slice(2)
const analytics = new Analytics({ writeKey: 'unused', host, flushAt: 10, maxRetries: 0 })
analytics.on('error', (error) => {
  console.error(error)
  process.exitCode = 1
})
analytics.track({ userId: run, event: 'Order Completed', properties: { total: 12.5 } })
analytics.page({ userId: run, name: 'Home', properties: { url: '/' } })
analytics.screen({ userId: run, name: 'Start' })
analytics.identify({ userId: run, traits: { plan: 'pro' } })
analytics.group({ userId: run, groupId: 'g1', traits: { size: 3 } })
analytics.alias({ userId: run, previousId: 'before' })
await analytics.closeAndFlush({ timeout: 20000 })
