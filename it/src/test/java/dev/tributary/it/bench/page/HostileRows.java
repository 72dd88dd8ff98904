package dev.tributary.it.bench.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** The lines about hostile clients: figures of all scenarios together. */
final class HostileRows {
  private static final Target P99_MILLIS = Target.atMost(50);

  static final List<Row> ALL =
      List.of(
          new Row(
              "p99 of good clients, the worst of all scenarios, ms",
              figures -> of(figures, "p99_ms").max().orElseThrow(),
              Optional.of(P99_MILLIS)),
          new Row(
              "p99 of good clients beside large gzip, ms",
              figures -> Row.number(figures.get("large gzip"), "p99_ms"),
              Optional.of(P99_MILLIS)),
          new Row(
              "errors and incorrect answers of all scenarios",
              figures -> of(figures, "errors").sum() + of(figures, "wrong").sum(),
              Optional.of(Target.atMost(0))),
          new Row(
              "peak resident memory, MiB",
              figures -> of(figures, "peak_mib").max().orElseThrow(),
              Optional.of(Target.atMost(400))));

  private HostileRows() {}

  private static DoubleStream of(JsonNode figures, String name) {
    return figures.properties().stream()
        .filter(each -> each.getValue().isObject())
        .map(Map.Entry::getValue)
        .mapToDouble(each -> Row.number(each, name));
  }
}
