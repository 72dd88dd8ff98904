package dev.tributary.it.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/** The lines about hostile clients: figures of all scenarios together. */
final class HostileRows {
  private static final String LARGE_GZIP = "large gzip";
  private static final Target P99_MILLIS = Target.atMost(50);

  static final List<Row> ALL =
      List.of(
          new Row(
              "p99 of good clients, the worst of all scenarios but large gzip, ms",
              figures ->
                  of(figures, name -> !name.equals(LARGE_GZIP), "p99_ms").max().orElseThrow(),
              Optional.of(P99_MILLIS)),
          new Row(
              "p99 of good clients beside large gzip, ms",
              figures -> of(figures, LARGE_GZIP::equals, "p99_ms").max().orElseThrow(),
              Optional.of(P99_MILLIS)),
          new Row(
              "errors and incorrect answers of all scenarios",
              figures ->
                  of(figures, name -> true, "errors").sum()
                      + of(figures, name -> true, "wrong").sum(),
              Optional.of(Target.atMost(0))),
          new Row(
              "peak resident memory, MiB",
              figures -> of(figures, name -> true, "peak_mib").max().orElseThrow(),
              Optional.of(Target.atMost(400))));

  private HostileRows() {}

  private static DoubleStream of(JsonNode figures, Predicate<String> scenario, String name) {
    return figures.properties().stream()
        .filter(each -> each.getValue().isObject() && scenario.test(each.getKey()))
        .map(Map.Entry::getValue)
        .mapToDouble(each -> Row.number(each, name));
  }
}
