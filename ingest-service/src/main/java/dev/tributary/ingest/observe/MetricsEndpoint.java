package dev.tributary.ingest.observe;

import dev.tributary.ingest.http.Endpoint;
import dev.tributary.ingest.http.Request;
import dev.tributary.ingest.http.Response;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** {@code GET /metrics} for Prometheus. */
public final class MetricsEndpoint implements Endpoint {
  private final Metrics metrics;
  private final Map<String, Gauge> gauges = new LinkedHashMap<>();

  private final Map<String, Family> families = new LinkedHashMap<>();

  private record Gauge(String help, DoubleSupplier value) {}

  private record Family(String help, String label, Supplier<Map<String, Double>> values) {}

  public MetricsEndpoint(Metrics metrics) {
    this.metrics = metrics;
  }

  /** Adds a value that is asked for whenever it is shown. */
  public MetricsEndpoint gauge(String name, String help, DoubleSupplier value) {
    gauges.put(name, new Gauge(help, value));
    return this;
  }

  /** Adds values of one name, by the values of a label, that are asked for whenever it is shown. */
  public MetricsEndpoint gauges(
      String name, String help, String label, Supplier<Map<String, Double>> values) {
    families.put(name, new Family(help, label, values));
    return this;
  }

  @Override
  public List<String> methods() {
    return List.of("GET");
  }

  @Override
  public Response answer(Request request) {
    PrometheusText out = new PrometheusText();
    metrics.write(out);
    gauges.forEach(
        (name, gauge) -> {
          out.family(name, "gauge", gauge.help());
          out.sample(name, gauge.value().getAsDouble());
        });
    families.forEach(
        (name, family) -> {
          out.family(name, "gauge", family.help());
          family
              .values()
              .get()
              .forEach((label, value) -> out.sample(name, value, family.label(), label));
        });
    process(out);
    return new Response(
        200,
        "text/plain; version=0.0.4; charset=utf-8",
        out.toString().getBytes(StandardCharsets.UTF_8),
        Map.of());
  }

  private static void process(PrometheusText out) {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    out.family("jvm_memory_used_bytes", "gauge", "Heap in use");
    out.sample("jvm_memory_used_bytes", heap.getUsed(), "area", "heap");
    out.family("jvm_memory_max_bytes", "gauge", "Biggest heap");
    out.sample("jvm_memory_max_bytes", heap.getMax(), "area", "heap");
    out.family("process_cpu_seconds_total", "counter", "CPU time used");
    out.sample(
        "process_cpu_seconds_total",
        ProcessHandle.current().info().totalCpuDuration().map(d -> d.toNanos() / 1e9).orElse(0.0));
    out.family("process_start_time_seconds", "gauge", "Start, seconds since the epoch");
    out.sample(
        "process_start_time_seconds", ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3);
  }
}
