package dev.tributary.ingest.config;

import java.util.List;

/**
 * One simple route: a request on its path is one event.
 *
 * @param path where
 * @param eventType the event's type
 * @param topic the event's topic
 * @param reply the answer's text
 * @param open whether it needs no write key even when keys are configured
 */
public record RouteSettings(
    String path, String eventType, String topic, String reply, boolean open) {
  private static final String HISTORY = "MessageHistory";

  /** The routes of the service that this one replaces. */
  public static final List<RouteSettings> DEFAULTS =
      List.of(
          of("/", "default", "events", "This is the default response!\n"),
          of("/request_group", "request_group", HISTORY, "Request Submitted!\n"),
          of("/accept_member", "accept_member", HISTORY, "Member Approved!\n"),
          of("/decline_member", "decline_member", HISTORY, "Member Declined!\n"),
          of("/message", "message", HISTORY, "Message sent!\n"));

  private static RouteSettings of(String path, String eventType, String topic, String reply) {
    return new RouteSettings(path, eventType, topic, reply, false);
  }
}
