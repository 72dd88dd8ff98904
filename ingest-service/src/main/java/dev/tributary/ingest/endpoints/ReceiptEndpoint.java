package dev.tributary.ingest.endpoints;

import dev.tributary.ingest.http.Endpoint;
import dev.tributary.ingest.http.ProblemException;
import dev.tributary.ingest.http.Request;
import dev.tributary.ingest.http.Response;
import dev.tributary.ingest.receipts.NotKnownNowException;
import dev.tributary.ingest.receipts.Receipt;
import dev.tributary.ingest.receipts.ReceiptJson;
import dev.tributary.ingest.receipts.Receipts;
import dev.tributary.ledger.record.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code GET /v1/receipts/{receipt}}: where an event is now. */
final class ReceiptEndpoint implements Endpoint {
  private static final int MOST_SHOWN = 100;
  private static final int MOST_ID = 64;
  private static final String TOPIC_ID = "topic_id";

  private final Receipts receipts;

  ReceiptEndpoint(Receipts receipts) {
    this.receipts = receipts;
  }

  @Override
  public List<String> methods() {
    return List.of("GET");
  }

  @Override
  public Response answer(Request request) {
    if (!receipts.isOn()) {
      throw new ProblemException(404, "No receipts are looked up here: set receipts.pipeline");
    }
    Position position = position(request.head().path());
    String topicId = request.query().first(TOPIC_ID).orElse("");
    if (topicId.length() > MOST_ID) {
      throw broken(TOPIC_ID, "must be a topic's ID, as in the answer without it", topicId);
    }
    try {
      Receipt receipt =
          receipts.find(position, topicId).orElseThrow(() -> unknown(position, topicId));
      return new Response(
          200, "application/json", ReceiptJson.of(receipt), Map.of("Cache-Control", "no-store"));
    } catch (NotKnownNowException later) {
      throw ProblemException.unavailable(later.getMessage() + ": ask again");
    }
  }

  private static Position position(String path) {
    String whole =
        path.endsWith("/") ? path.substring(0, path.length() - 1) : path; // as all under /v1
    String text = whole.substring(whole.lastIndexOf('/') + 1);
    Optional<Position> position =
        text.length() > Position.MAX_LENGTH ? Optional.empty() : Position.parse(text);
    return position.orElseThrow(
        () -> broken("receipt", "must be topic-partition-offset, as in events-2-41", text));
  }

  private static ProblemException broken(String field, String rule, String value) {
    String shown = value.length() > MOST_SHOWN ? value.substring(0, MOST_SHOWN) + "…" : value;
    return new ProblemException(400, field + " " + rule + ": " + shown);
  }

  private static ProblemException unknown(Position position, String topicId) {
    return new ProblemException(
        404,
        "No topic of this service has a record at this position"
            + (topicId.isEmpty() ? "" : " in the incarnation " + topicId)
            + ": "
            + position);
  }
}
