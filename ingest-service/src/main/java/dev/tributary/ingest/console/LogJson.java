package dev.tributary.ingest.console;

import dev.tributary.ingest.receipts.LogStatus;
import java.util.Locale;

/** What the views say alike of the commit log. */
final class LogJson {
  private LogJson() {}

  static void state(LogStatus log, Json json) {
    json.text("topic", log.topic());
    json.text("state", log.state().name().toLowerCase(Locale.ROOT));
    if (!log.why().isEmpty()) {
      json.text("why", log.why());
    }
    json.flag("day_read", log.isDayRead());
  }
}
