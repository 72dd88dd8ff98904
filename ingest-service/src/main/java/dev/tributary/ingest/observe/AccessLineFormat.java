package dev.tributary.ingest.observe;

import dev.tributary.ingest.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a line of the access log looks. */
enum AccessLineFormat {
  /** Apache's combined form. */
  COMBINED {
    @Override
    String line(AccessEntry entry) {
      StringBuilder out = new StringBuilder(256);
      out.append(entry.peer()).append(" - - [");
      out.append(
          COMBINED_TIME.format(Instant.ofEpochMilli(entry.atMillis()).atOffset(ZoneOffset.UTC)));
      out.append("] \"");
      if (entry.http().isEmpty()) {
        out.append('-');
      } else {
        plain(entry.method(), out);
        out.append(' ');
        plain(entry.target(), out);
        out.append(" HTTP/").append(entry.http());
      }
      out.append("\" ").append(entry.status()).append(' ').append(entry.bytes()).append(" \"");
      plain(entry.referer().isEmpty() ? "-" : entry.referer(), out);
      out.append("\" \"");
      plain(entry.userAgent().isEmpty() ? "-" : entry.userAgent(), out);
      return out.append("\"\n").toString();
    }
  },

  /** One JSON object. */
  JSON {
    @Override
    String line(AccessEntry entry) {
      JsonBytes out = new JsonBytes(256);
      out.raw("{\"time\":").text(Instant.ofEpochMilli(entry.atMillis()).toString());
      out.raw(",\"peer\":").text(entry.peer());
      out.raw(",\"method\":").text(entry.method());
      out.raw(",\"target\":").text(entry.target());
      out.raw(",\"status\":").raw(String.valueOf(entry.status()));
      out.raw(",\"bytes\":").raw(String.valueOf(entry.bytes()));
      out.raw(",\"micros\":").raw(String.valueOf(entry.nanos() / 1_000));
      out.raw(",\"user_agent\":").text(entry.userAgent());
      return new String(out.raw("}\n").toByteArray(), StandardCharsets.UTF_8);
    }
  };

  private static final DateTimeFormatter COMBINED_TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT);
  private static final String HEX = "0123456789abcdef";

  abstract String line(AccessEntry entry);

  /** Nothing in a line may end it or its quotes. Heads are read as Latin-1: a char is a byte. */
  private static void plain(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x7F || c == '"' || c == '\\') {
        out.append("\\x").append(HEX.charAt(c >> 4 & 15)).append(HEX.charAt(c & 15));
      } else {
        out.append(c);
      }
    }
  }
}
