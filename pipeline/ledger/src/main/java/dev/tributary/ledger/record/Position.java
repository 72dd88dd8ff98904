package dev.tributary.ledger.record;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Pattern TEXT =
      Pattern.compile("([a-zA-Z0-9._-]{1,249})-([0-9]{1,9})-([0-9]{1,18})");

  /** The position that the text names; none when it names none. */
  public static Optional<Position> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Position(
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "-" + offset;
  }
}
