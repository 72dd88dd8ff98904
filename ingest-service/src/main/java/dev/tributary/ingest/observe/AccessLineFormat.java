package dev.tributary.ingest.observe;

import dev.tributary.ingest.envelope.JsonBytes;
import dev.tributary.ingest.envelope.QueryParameters;
import dev.tributary.ingest.gate.RequestHead;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a line of the access log looks. Write keys are taken out of it. */
public enum AccessLineFormat {
  /** Apache's combined form. */
  COMBINED {
    @Override
    String line(AccessEntry entry) {
      RequestHead head = entry.head();
      return entry.peer()
          + " - - ["
          + COMBINED_TIME.format(Instant.ofEpochMilli(entry.atMillis()).atOffset(ZoneOffset.UTC))
          + "] \""
          + plain(head.method() + " " + target(head))
          + " HTTP/"
          + (head.isHttp10() ? "1.0" : "1.1")
          + "\" "
          + entry.status()
          + " "
          + entry.bytes()
          + " \""
          + plain(head.header("referer").orElse("-"))
          + "\" \""
          + plain(head.header("user-agent").orElse("-"))
          + "\"\n";
    }
  },

  /** One JSON object. */
  JSON {
    @Override
    String line(AccessEntry entry) {
      RequestHead head = entry.head();
      JsonBytes out = new JsonBytes(256);
      out.raw("{\"time\":").text(Instant.ofEpochMilli(entry.atMillis()).toString());
      out.raw(",\"peer\":").text(entry.peer());
      out.raw(",\"method\":").text(head.method());
      out.raw(",\"target\":").text(target(head));
      out.raw(",\"status\":").raw(String.valueOf(entry.status()));
      out.raw(",\"bytes\":").raw(String.valueOf(entry.bytes()));
      out.raw(",\"micros\":").raw(String.valueOf(entry.nanos() / 1_000));
      out.raw(",\"user_agent\":").text(head.header("user-agent").orElse(""));
      return new String(out.raw("}\n").toByteArray(), StandardCharsets.UTF_8);
    }
  };

  private static final DateTimeFormatter COMBINED_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);

  abstract String line(AccessEntry entry);

  private static String target(RequestHead head) {
    if (head.query().isEmpty()) {
      return head.path();
    }
    String query =
        Arrays.stream(head.query().split("&"))
            .filter(pair -> !isWriteKey(pair))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? head.path() : head.path() + "?" + query;
  }

  private static boolean isWriteKey(String pair) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    try {
      return QueryParameters.percentDecode(name).equals("write_key");
    } catch (IllegalArgumentException broken) {
      return true; // not logged rather than guessed
    }
  }

  /** Nothing in a line may end it or its quotes. */
  private static String plain(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x7F || c == '"' || c == '\\') {
        out.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
