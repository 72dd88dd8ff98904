package dev.tributary.ingest.observe;

import dev.tributary.ingest.collect.EventCounts;
import dev.tributary.ingest.http.RequestListener;
import dev.tributary.ingest.http.Response;
import dev.tributary.ingest.http1.head.RefusedRequestException;
import dev.tributary.ingest.http1.head.RequestHead;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Counts requests and events. Thread safe. */
public final class Metrics implements RequestListener, EventCounts {
  private static final int MAX_LABEL_VALUES = 500;
  private static final String OTHER = "other";

  private record PathAndStatus(String path, int status) {}

  private final Map<PathAndStatus, LongAdder> requests = new ConcurrentHashMap<>();
  private final Map<String, Histogram> seconds = new ConcurrentHashMap<>();
  private final Map<Integer, LongAdder> refused = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> accepted = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> rejected = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> unacknowledged = new ConcurrentHashMap<>();
  private final LongAdder inFlight = new LongAdder();

  @Override
  public void began() {
    inFlight.increment();
  }

  @Override
  public void answered(
      RequestHead head, String path, Supplier<String> peer, Response response, long nanos) {
    inFlight.decrement();
    String label = path.isEmpty() ? OTHER : path;
    add(requests, new PathAndStatus(label, response.status()));
    seconds.computeIfAbsent(label, first -> new Histogram()).add(nanos);
  }

  /** A request was refused before it reached a handler. */
  public void refused(RefusedRequestException request) {
    add(refused, request.status());
  }

  @Override
  public void accepted(String eventType) {
    addType(accepted, eventType);
  }

  @Override
  public void rejected(String code) {
    add(rejected, code);
  }

  @Override
  public void unacknowledged(String eventType) {
    addType(unacknowledged, eventType);
  }

  /** Clients choose event types: past a bound the new ones are counted together. */
  private static void addType(Map<String, LongAdder> counters, String eventType) {
    boolean fits = counters.size() < MAX_LABEL_VALUES || counters.containsKey(eventType);
    add(counters, fits ? eventType : OTHER);
  }

  private static <K> void add(Map<K, LongAdder> counters, K key) {
    LongAdder counter = counters.get(key);
    if (counter == null) {
      counter = counters.computeIfAbsent(key, first -> new LongAdder());
    }
    counter.increment();
  }

  /** How many events Kafka has. */
  public long acceptedEvents() {
    return sum(accepted);
  }

  /** How many events Kafka did not acknowledge in time. */
  public long unacknowledgedEvents() {
    return sum(unacknowledged);
  }

  /** How many events broke a rule, by its code. */
  public Map<String, Long> rejectedEvents() {
    Map<String, Long> byCode = new TreeMap<>();
    rejected.forEach((code, count) -> byCode.put(code, count.sum()));
    return byCode;
  }

  private static long sum(Map<String, LongAdder> counts) {
    return counts.values().stream().mapToLong(LongAdder::sum).sum();
  }

  void write(PrometheusText out) {
    out.family("tributary_http_requests_total", "counter", "Answers by path and status");
    requests.forEach(
        (key, count) ->
            out.sample(
                "tributary_http_requests_total",
                count.sum(),
                "path",
                key.path(),
                "status",
                String.valueOf(key.status())));
    out.family("tributary_http_request_seconds", "histogram", "From a head's end to its answer");
    seconds.forEach(
        (path, times) -> times.write(out, "tributary_http_request_seconds", "path", path));
    out.family("tributary_http_in_flight", "gauge", "Requests that are being answered");
    out.sample("tributary_http_in_flight", inFlight.sum());
    out.family("tributary_http_refused_total", "counter", "Requests that broke HTTP, by status");
    refused.forEach(
        (status, count) ->
            out.sample(
                "tributary_http_refused_total", count.sum(), "status", String.valueOf(status)));
    events(out, "tributary_events_accepted_total", "Events that Kafka has", "event_type", accepted);
    events(out, "tributary_events_rejected_total", "Events that broke a rule", "code", rejected);
    events(
        out,
        "tributary_events_unacknowledged_total",
        "Events that Kafka did not acknowledge in time",
        "event_type",
        unacknowledged);
  }

  private static void events(
      PrometheusText out, String name, String help, String label, Map<String, LongAdder> counts) {
    out.family(name, "counter", help);
    counts.forEach((value, count) -> out.sample(name, count.sum(), label, value));
  }
}
