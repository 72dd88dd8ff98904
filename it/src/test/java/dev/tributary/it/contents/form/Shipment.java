package dev.tributary.it.contents.form;

import dev.tributary.it.contents.rule.Expected;
import java.util.List;

/**
 * What is sent at once, and what must become of each event in it.
 *
 * @param calls one request, or the same again; none where the records go straight into Kafka
 * @param records values of Kafka records
 * @param answer how the answer says what became of each
 */
public record Shipment(
    List<Call> calls, List<String> records, Answer answer, List<Expected> expected) {
  /** The ways of answering. */
  public enum Answer {
    /** JSON that says it for each event. */
    LIST,
    /** The status alone: a text or an image when the one event was taken. */
    STATUS
  }

  static Shipment of(List<Call> calls, Answer answer, List<Item> items) {
    return new Shipment(calls, List.of(), answer, items.stream().map(Item::expected).toList());
  }
}
