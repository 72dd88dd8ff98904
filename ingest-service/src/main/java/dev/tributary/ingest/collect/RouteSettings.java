package dev.tributary.ingest.collect;

import java.util.List;

/**
 * One simple route: a request on its path is one event.
 *
 * @param path where
 * @param eventType the event's type
 * @param topic the event's topic
 * @param reply the answer's text
 */
public record RouteSettings(String path, String eventType, String topic, String reply) {
  private static final String HISTORY = "MessageHistory";

  /** The routes of the service that this one replaces. */
  public static final List<RouteSettings> DEFAULTS =
      List.of(
          new RouteSettings("/", "default", "events", "This is the default response!\n"),
          new RouteSettings("/request_group", "request_group", HISTORY, "Request Submitted!\n"),
          new RouteSettings("/accept_member", "accept_member", HISTORY, "Member Approved!\n"),
          new RouteSettings("/decline_member", "decline_member", HISTORY, "Member Declined!\n"),
          new RouteSettings("/message", "message", HISTORY, "Message sent!\n"));
}
