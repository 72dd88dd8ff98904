package dev.tributary.ingest.endpoints;

import dev.tributary.ingest.collect.BatchResponse;
import dev.tributary.ingest.collect.EventResult;
import dev.tributary.ingest.http.Request;
import dev.tributary.ingest.http.Response;
import dev.tributary.ingest.receipts.NotKnownNowException;
import dev.tributary.ingest.receipts.Receipt;
import dev.tributary.ingest.receipts.ReceiptState;
import dev.tributary.ingest.receipts.Receipts;
import dev.tributary.ledger.record.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Answers for accepted events, where the client prefers to wait, after they are queryable. Thread
 * safe.
 */
final class PreferredWait {
  private static final String HEADER = "prefer";

  private final Receipts receipts;
  private final BooleanSupplier isStopping;

  PreferredWait(Receipts receipts, BooleanSupplier isStopping) {
    this.receipts = receipts;
    this.isStopping = isStopping;
  }

  /** The answer, at once or after the wait that the request prefers. */
  Response answer(Request request, List<EventResult> results) {
    boolean prefersNothing = request.head().header(HEADER).isEmpty(); // nearly always
    if (prefersNothing || !receipts.isOn()) {
      return BatchResponse.of(results);
    }
    return WaitPreference.of(request.head().headers(HEADER))
        .map(wait -> after(wait, request, results))
        .orElseGet(() -> BatchResponse.of(results));
  }

  private Response after(Duration wait, Request request, List<EventResult> results) {
    List<Position> accepted = new ArrayList<>();
    for (EventResult result : results) {
      switch (result) {
        case EventResult.Accepted taken -> Position.parse(taken.receipt()).ifPresent(accepted::add);
        case EventResult.Rejected not -> {} // it is nowhere
        case EventResult.Unacknowledged open -> {
          return BatchResponse.of(results); // the client sends all of it again
        }
      }
    }
    request.memory().pauseTurn();
    request.memory().giveBack();
    if (accepted.isEmpty() || !receipts.await(accepted, wait, isStopping)) {
      return BatchResponse.of(results);
    }
    Map<String, String> states = new HashMap<>();
    accepted.forEach(at -> states.put(at.toString(), state(at)));
    Response response = BatchResponse.of(results, receipt -> states.getOrDefault(receipt, ""));
    Map<String, String> headers = new HashMap<>(response.headers());
    headers.put("Preference-Applied", "wait=" + wait.toSeconds());
    return new Response(response.status(), response.contentType(), response.body(), headers);
  }

  private String state(Position at) {
    try {
      return receipts.find(at, "").map(Receipt::state).orElse(ReceiptState.IN_FLIGHT).word();
    } catch (NotKnownNowException notNow) {
      return ReceiptState.IN_FLIGHT.word();
    }
  }
}
