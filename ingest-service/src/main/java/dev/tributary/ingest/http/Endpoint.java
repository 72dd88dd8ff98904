package dev.tributary.ingest.http;

import java.util.List;

/** What answers one path. Thread safe. */
public interface Endpoint {
  /** The methods it takes, in the order in which {@code Allow} names them. */
  List<String> methods();

  /**
   * Answers.
   *
   * @throws ProblemException when the answer is an error
   */
  Response answer(Request request);

  /** What GET would answer, without taking an event: HEAD sends the head of it. */
  default Response peek(Request request) {
    return answer(request);
  }
}
