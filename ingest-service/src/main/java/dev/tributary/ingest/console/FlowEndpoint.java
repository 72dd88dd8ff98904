package dev.tributary.ingest.console;

import dev.tributary.ingest.http.Endpoint;
import dev.tributary.ingest.http.Request;
import dev.tributary.ingest.http.Response;
import dev.tributary.ingest.receipts.Receipts;
import dev.tributary.ledger.account.Span;
import java.util.List;

/** {@code GET /console/api/flow?window=PT10M}: how many events are where. */
final class FlowEndpoint implements Endpoint {
  private final Receipts receipts;
  private final ServiceCounts counts;

  FlowEndpoint(Receipts receipts, ServiceCounts counts) {
    this.receipts = receipts;
    this.counts = counts;
  }

  @Override
  public List<String> methods() {
    return List.of("GET");
  }

  @Override
  public Response answer(Request request) {
    Window window = Window.of(request);
    Span span = window.last(request.receivedMillis());
    return Headers.json(
        200,
        FlowJson.of(
            request.receivedMillis(), window, span, counts.view(span), receipts.status(span)));
  }
}
