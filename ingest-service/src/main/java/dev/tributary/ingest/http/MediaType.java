package dev.tributary.ingest.http;

import java.util.Locale;
import java.util.Optional;

/**
 * A media type.
 *
 * @param name without parameters, in lower case; empty when there is none
 * @param parameters what follows the name, from the semicolon on
 */
public record MediaType(String name, String parameters) {
  public static MediaType of(Request request) {
    return of(request.head().header("content-type").orElse(""));
  }

  public static MediaType of(String contentType) {
    int end = contentType.indexOf(';');
    String name = end < 0 ? contentType : contentType.substring(0, end);
    return new MediaType(
        name.strip().toLowerCase(Locale.ROOT), end < 0 ? "" : contentType.substring(end));
  }

  public boolean isJson() {
    return name.endsWith("/json") || name.endsWith("+json");
  }

  /** What {@code curl -d} sends without a header of its own. */
  public boolean isForm() {
    return name.equals("application/x-www-form-urlencoded");
  }

  public boolean isText() {
    return name.startsWith("text/") || name.endsWith("/xml") || name.endsWith("+xml");
  }

  /** The parameter {@code charset}, without quotes. */
  public Optional<String> charset() {
    for (String parameter : parameters.split(";")) {
      int equals = parameter.indexOf('=');
      if (equals > 0 && parameter.substring(0, equals).strip().equalsIgnoreCase("charset")) {
        String value = parameter.substring(equals + 1).strip();
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return Optional.of(quoted ? value.substring(1, value.length() - 1) : value);
      }
    }
    return Optional.empty();
  }
}
