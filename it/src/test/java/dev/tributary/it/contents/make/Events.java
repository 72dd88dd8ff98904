package dev.tributary.it.contents.make;

import dev.tributary.it.contents.json.Json;
import dev.tributary.it.contents.rule.DeclaredType;
import dev.tributary.it.contents.rule.DeclaredTypes;
import dev.tributary.it.contents.rule.When;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Types, data, ids and times of events. */
public final class Events {
  /** Undeclared types; some are words of SQL, and one is as long as may be. */
  private static final List<String> UNDECLARED =
      List.of(
          "contents_one",
          "contents_two",
          "null",
          "true",
          "order",
          "group",
          "select",
          "x",
          "a0__9_",
          "t23456789_123456789_123456789_123456789_123456789_123456789_1234");

  private static final long MINUTE = 60_000;
  private static final long DAY = 86_400_000;

  private Events() {}

  /** An event type, declared or not. */
  public static String type(DeclaredTypes types, Draw draw) {
    List<String> declared = List.copyOf(types.byName().keySet());
    return draw.onceIn(3) ? draw.of(UNDECLARED) : draw.of(declared);
  }

  /** Data of a type; none now and then, where the type is not declared. */
  public static Optional<Json.Obj> data(DeclaredTypes types, String type, Draw draw) {
    Optional<DeclaredType> declared = types.of(type);
    if (declared.isPresent()) {
      return Optional.of(DeclaredValues.data(declared.get(), draw));
    }
    return draw.onceIn(20) ? Optional.empty() : Optional.of(Values.object(draw));
  }

  /** When an event was: near the base, or so far that it is not believed, or not said. */
  public static When when(Instant base, Draw draw) {
    if (draw.onceIn(3)) {
      return When.not();
    }
    long millis = base.toEpochMilli() + draw.between(-20 * MINUTE, 3 * MINUTE);
    if (draw.onceIn(40)) {
      millis = base.toEpochMilli() + draw.of(-8 * DAY, -3_000 * DAY, DAY, 9_000 * DAY);
    } else if (draw.onceIn(400)) {
      millis = base.toEpochMilli() - 3 * DAY;
    }
    return new When(When.Kind.AT, millis, spelled(millis, draw));
  }

  private static String spelled(long millis, Draw draw) {
    var offset = ZoneOffset.ofTotalSeconds(draw.of(0, 0, 3_600, -34_200, 50_400));
    String text =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx")
            .format(Instant.ofEpochMilli(millis).atOffset(offset));
    return draw.onceIn(2) ? text.replace("+00:00", draw.of("Z", "z", "-00:00")) : text;
  }
}
