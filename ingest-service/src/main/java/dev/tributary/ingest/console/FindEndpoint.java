package dev.tributary.ingest.console;

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
import java.util.Optional;

/** {@code GET /console/api/find/{receipt}}: the way of one event, and SQL that shows its row. */
final class FindEndpoint implements Endpoint {
  private static final int MOST_SHOWN = 100;

  private final Receipts receipts;

  FindEndpoint(Receipts receipts) {
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
    try {
      Receipt receipt =
          receipts
              .find(position, "")
              .orElseThrow(
                  () ->
                      new ProblemException(
                          404,
                          "No topic of this service has a record at this position: " + position));
      return Headers.json(200, json(receipt));
    } catch (NotKnownNowException later) {
      throw ProblemException.unavailable(later.getMessage() + ": ask again");
    }
  }

  private static Position position(String path) {
    String text = path.substring(path.lastIndexOf('/') + 1);
    String shown = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
    return (text.length() > Position.MAX_LENGTH ? Optional.<Position>empty() : Position.parse(text))
        .orElseThrow(
            () ->
                new ProblemException(
                    400, "receipt must be topic-partition-offset, as in events-2-41: " + shown));
  }

  private static byte[] json(Receipt receipt) {
    return Json.object(
        json ->
            json.raw("receipt", ReceiptJson.of(receipt))
                .list("steps", EventStep.of(receipt), FindEndpoint::writeStep)
                .list("sql", RowSql.of(receipt), FindEndpoint::writeSql));
  }

  private static void writeStep(Json json, EventStep step) {
    json.text("name", step.name()).text("state", step.state().word());
    json.time("at", step.atMillis()).text("text", step.text());
  }

  private static void writeSql(Json json, RowSql sql) {
    json.text("engine", sql.engine()).text("text", sql.text());
  }
}
