package dev.tributary.ingest.http;

/**
 * What is at a path.
 *
 * @param path the path, without a slash at the end
 * @param access who may send requests to it
 */
public record Route(String path, Endpoint endpoint, Access access) {
  /** Who may send requests to a path. */
  public enum Access {
    /** Anyone: health and the like. */
    OPEN,
    /** Who has a write key, when keys are configured; browsers only from allowed origins. */
    KEY,
    /** The same, and the key may stand in the body: the endpoint asks for it. */
    BODY_KEY,
    /** Anyone, but browsers only from allowed origins. */
    ORIGIN,
    /** Who has an operator's key, when keys are configured. */
    OPERATOR,
    /** The same, for browsers: they ask their user for the key. */
    OPERATOR_PAGE
  }

  /** Whether events are sent to it; what else there is are pages to look at. */
  boolean takesEvents() {
    return switch (access) {
      case KEY, BODY_KEY, ORIGIN -> true;
      case OPEN, OPERATOR, OPERATOR_PAGE -> false;
    };
  }
}
