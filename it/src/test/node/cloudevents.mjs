// Sends one event in each mode of the CloudEvents SDK.
import { CloudEvent, HTTP, emitterFor, httpTransport, Mode } from 'cloudevents'

const [url, run] = process.argv.slice(2)
const event = (id) =>
  new CloudEvent({ type: 'com.example.order', source: '/' + run, id, subject: 's', data: { total: 1 } })
const check = (answer) => {
  if (!answer.body.includes('"accepted":1')) throw new Error(JSON.stringify(answer))
}
check(await emitterFor(httpTransport(url), { mode: Mode.BINARY })(event('binary')))
check(await emitterFor(httpTransport(url), { mode: Mode.STRUCTURED })(event('structured')))
const batch = await fetch(url, {
  method: 'POST',
  headers: { 'content-type': 'application/cloudevents-batch+json' },
  body: JSON.stringify([event('batch').toJSON()]),
})
check({ body: await batch.text() })
if (!HTTP) throw new Error('the SDK changed')
