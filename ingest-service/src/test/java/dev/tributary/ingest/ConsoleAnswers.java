package dev.tributary.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.ingest.receipts.Receipt;
import dev.tributary.ingest.receipts.ReceiptState;
import dev.tributary.ledger.record.Position;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the console's answers; and the receipt that they are about. */
final class ConsoleAnswers {
  private ConsoleAnswers() {}

  /** Of a published commit that has the files. */
  static Receipt receipt(ReceiptState state, String reason, String field, String... files) {
    var facts =
        new Receipt.CommitFacts(
            12,
            Instant.parse("2026-11-24T01:02:05Z").toEpochMilli(),
            reason,
            field,
            List.of(files),
            false);
    return new Receipt(
        new Position("events", 2, 41),
        "A",
        state,
        Optional.of(facts),
        true,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  /** The object of an answer; each has the headers that keep it from being a page. */
  static Map<?, ?> json(String answer) {
    assertThat(answer)
        .contains(
            "Content-Type: application/json",
            "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n",
            "X-Content-Type-Options: nosniff");
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    return JsonValue.object(body.getBytes(ISO_8859_1));
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> list(Object array) {
    return (List<Map<String, Object>>) array;
  }

  static Map<String, Long> numbers(Object object) {
    Map<String, Long> numbers = new TreeMap<>();
    ((Map<?, ?>) object)
        .forEach(
            (name, value) ->
                numbers.put((String) name, Long.parseLong(((JsonValue.Spelled) value).number())));
    return numbers;
  }

  static JsonValue.Spelled number(long value) {
    return new JsonValue.Spelled(Long.toString(value));
  }
}
