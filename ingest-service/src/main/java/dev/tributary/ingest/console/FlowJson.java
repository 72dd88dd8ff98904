package dev.tributary.ingest.console;

import dev.tributary.ingest.receipts.LogStatus;
import dev.tributary.ledger.account.AccountView;
import dev.tributary.ledger.account.Span;
import dev.tributary.ledger.account.Terms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The flow as JSON: this service's own counts, and the account of the commit log. */
final class FlowJson {
  private FlowJson() {}

  static byte[] of(
      long nowMillis,
      Window window,
      Span span,
      ServiceCounts.View service,
      Optional<LogStatus> status) {
    return Json.object(
        json -> {
          json.time("now", nowMillis).text("window", window.name());
          json.time("from", span.from());
          json.object("service", of -> service(service, nowMillis - span.from(), nowMillis, of));
          status.ifPresent(log -> json.object("log", of -> log(log, nowMillis, of)));
        });
  }

  private static void service(
      ServiceCounts.View service, long spanMillis, long nowMillis, Json json) {
    json.time("since", service.startMillis()).flag("whole", service.isWhole());
    json.number("seconds", seconds(Math.min(spanMillis, nowMillis - service.startMillis())));
    json.object("counts", of -> numbers(service.outcomes(), of));
    json.object("all", of -> numbers(service.allOutcomes(), of));
    json.list(
        "rejected_by_code", causes(service.codes(), service.allCodes()), FlowJson::writeCause);
  }

  private static void log(LogStatus log, long nowMillis, Json json) {
    AccountView account = log.account();
    AccountView.Past past = account.past();
    LogJson.state(log, json);
    json.time("since", account.firstMillis()).flag("whole", past.isWhole());
    long from = Math.max(past.span().from(), account.firstMillis());
    json.number("seconds", seconds(nowMillis - from));
    json.object("counts", of -> past(past, of));
    if (account.dayBefore().isWhole()) {
      json.object("day_before", of -> past(account.dayBefore(), of));
    }
    json.object("all", of -> all(account.now(), of));
    json.number("difference", account.difference());
    json.list(
        "dead_letters_by_reason",
        causes(past.reasons(), account.deadLettersByReason()),
        FlowJson::writeCause);
    json.list("types", account.types(), FlowJson::writeType);
    json.number("type_count", account.typeCount());
    json.list("points", account.points(), FlowJson::writePoint);
  }

  /** At least one: a rate divides by it. */
  private static long seconds(long millis) {
    return Math.max(1, millis / 1_000);
  }

  private static void past(AccountView.Past past, Json json) {
    numbers(past.outcomes(), json);
    long rows = past.outcomes().getOrDefault(AccountView.ROWS, 0L);
    json.number("queryable", Math.max(0, rows - past.unpublishedRows()));
  }

  private static void all(AccountView.Now now, Json json) {
    Terms total = now.total();
    json.number("accepted", total.total() + now.inFlight());
    json.number("in_flight", now.inFlight());
    json.number(AccountView.ROWS, total.rows());
    json.number(AccountView.DEAD_LETTERS, total.deadLetters());
    json.number(AccountView.DUPLICATES, total.duplicates());
    json.number(AccountView.LOST, total.lost());
    json.number(AccountView.EXPIRED, total.expired());
    json.number("queryable", now.queryableRows());
    json.number(AccountView.COMMITS, now.commits());
  }

  private static void numbers(Map<String, Long> counts, Json json) {
    counts.forEach(json::number);
  }

  /** Why events left the flow: in the span, and of all time. */
  private record Cause(String name, long count, long all) {}

  private static List<Cause> causes(Map<String, Long> counts, Map<String, Long> all) {
    List<Cause> causes = new ArrayList<>();
    all.forEach((name, sum) -> causes.add(new Cause(name, counts.getOrDefault(name, 0L), sum)));
    counts.forEach(
        (name, count) -> {
          if (!all.containsKey(name)) {
            causes.add(new Cause(name, count, count));
          }
        });
    causes.sort(Comparator.comparingLong(Cause::all).reversed().thenComparing(Cause::name));
    return causes;
  }

  private static void writeCause(Json json, Cause cause) {
    json.text("name", cause.name()).number("count", cause.count()).number("all", cause.all());
  }

  private static void writeType(Json json, AccountView.OfType type) {
    json.text("event_type", type.eventType()).number("rows", type.rows());
    json.number("duplicates", type.duplicates());
  }

  private static void writePoint(Json json, AccountView.Point point) {
    json.time("from", point.fromMillis());
    numbers(point.outcomes(), json);
  }
}
