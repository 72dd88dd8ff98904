package dev.tributary.ingest.collect;

import dev.tributary.ingest.http.Response;
import dev.tributary.ingest.json.JsonBytes;
import dev.tributary.ingest.json.ProblemJson;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The answer that tells the truth about each event. */
public final class BatchResponse {
  private BatchResponse() {}

  /**
   * 200 when Kafka has every good event and there is one, or nothing was sent; 503 when it has not
   * all of them; 413 or 400 when there is no good one.
   */
  public static Response of(List<EventResult> results) {
    return of(results, receipt -> "");
  }

  /**
   * The same with where each accepted event is.
   *
   * @param stateOf one word by a receipt; empty: nothing is said
   */
  public static Response of(List<EventResult> results, UnaryOperator<String> stateOf) {
    int accepted = 0;
    int rejected = 0;
    int tooLarge = 0;
    String unknown = "";
    for (EventResult result : results) {
      switch (result) {
        case EventResult.Accepted taken -> accepted++;
        case EventResult.Rejected not -> {
          rejected++;
          tooLarge += not.error().isOverALimit() ? 1 : 0;
        }
        case EventResult.Unacknowledged open -> unknown = open.why();
      }
    }
    JsonBytes out = new JsonBytes(64 + 96 * results.size());
    if (!unknown.isEmpty()) {
      ProblemJson.begin(out, 503, unknown + ": send the request again, with the ids in events");
      events(out.raw(','), results, Mark.ACKNOWLEDGED, stateOf);
      return new Response(
          503, ProblemJson.MEDIA_TYPE, out.raw("}\n").toByteArray(), Map.of("Retry-After", "1"));
    }
    if (accepted > 0 || results.isEmpty()) {
      counts(out.raw('{'), accepted, rejected);
      events(out, results, Mark.RECEIPT, stateOf);
      return Response.json(200, out.raw("}\n").toByteArray());
    }
    int status = tooLarge > 0 && tooLarge == rejected ? 413 : 400;
    ProblemJson.begin(out, status, reason(results));
    counts(out.raw(','), accepted, rejected);
    events(out, results, Mark.RECEIPT, stateOf);
    return new Response(status, ProblemJson.MEDIA_TYPE, out.raw("}\n").toByteArray(), Map.of());
  }

  private enum Mark {
    RECEIPT,
    ACKNOWLEDGED
  }

  private static String reason(List<EventResult> results) {
    if (results.size() == 1 && results.getFirst() instanceof EventResult.Rejected only) {
      return "Cannot take the event: " + only.error().message();
    }
    return "None of the " + results.size() + " events can be taken: events says why";
  }

  private static void counts(JsonBytes out, int accepted, int rejected) {
    out.raw("\"accepted\":").raw(String.valueOf(accepted));
    out.raw(",\"rejected\":").raw(String.valueOf(rejected)).raw(',');
  }

  private static void events(
      JsonBytes out, List<EventResult> results, Mark mark, UnaryOperator<String> stateOf) {
    out.raw("\"events\":");
    for (int i = 0; i < results.size(); i++) {
      event(out.raw(i == 0 ? '[' : ','), i, results.get(i), mark, stateOf);
    }
    out.raw(results.isEmpty() ? "[]" : "]");
  }

  private static void event(
      JsonBytes out, int index, EventResult result, Mark mark, UnaryOperator<String> stateOf) {
    switch (result) {
      case EventResult.Accepted taken -> {
        out.raw("{\"id\":").text(taken.id());
        if (mark == Mark.ACKNOWLEDGED) {
          out.raw(",\"acknowledged\":true");
        }
        out.raw(",\"receipt\":").text(taken.receipt());
        String state = stateOf.apply(taken.receipt());
        if (!state.isEmpty()) {
          out.raw(",\"state\":").text(state);
        }
        out.raw('}');
      }
      case EventResult.Rejected not -> {
        out.raw("{\"index\":").raw(String.valueOf(index)).raw(",\"error\":");
        not.error().write(out);
        out.raw('}');
      }
      case EventResult.Unacknowledged open ->
          out.raw("{\"id\":").text(open.id()).raw(",\"acknowledged\":\"unknown\"}");
    }
  }
}
