package dev.tributary.ledger.record;

import java.util.Optional;

/**
 * Where a record is in Kafka; as text {@code topic-partition-offset}.
 *
 * @param topic the topic's name
 * @param partition the partition's number
 * @param offset the offset in it
 */
public record Position(String topic, int partition, long offset) {
  /** How long the text can be: a topic's name has at most 249 characters. */
  public static final int MAX_LENGTH = 249 + 1 + 10 + 1 + 19;

  private static final int MAX_TOPIC = 249;
  private static final int MAX_PARTITION_DIGITS = 9;
  private static final int MAX_OFFSET_DIGITS = 18;

  /** The position that the text names; none when it names none. Clients send such texts. */
  public static Optional<Position> parse(String text) {
    int beforeOffset = text.lastIndexOf('-');
    int beforePartition = text.lastIndexOf('-', beforeOffset - 1);
    boolean valid =
        isTopic(text, beforePartition)
            && isNumber(text, beforePartition + 1, beforeOffset, MAX_PARTITION_DIGITS)
            && isNumber(text, beforeOffset + 1, text.length(), MAX_OFFSET_DIGITS);
    return valid
        ? Optional.of(
            new Position(
                text.substring(0, beforePartition),
                Integer.parseInt(text, beforePartition + 1, beforeOffset, 10),
                Long.parseLong(text, beforeOffset + 1, text.length(), 10)))
        : Optional.empty();
  }

  private static boolean isTopic(String text, int end) {
    boolean valid = end >= 1 && end <= MAX_TOPIC;
    for (int i = 0; valid && i < end; i++) {
      char c = text.charAt(i);
      valid = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || "._-".indexOf(c) >= 0;
    }
    return valid;
  }

  private static boolean isNumber(String text, int from, int to, int maxDigits) {
    boolean valid = to > from && to - from <= maxDigits;
    for (int i = from; valid && i < to; i++) {
      valid = isDigit(text.charAt(i));
    }
    return valid;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "-" + offset;
  }
}
