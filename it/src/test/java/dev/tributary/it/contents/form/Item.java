package dev.tributary.it.contents.form;

import dev.tributary.it.contents.rule.Expected;
import java.util.List;

/**
 * One event as it is sent.
 *
 * @param text its text in the body; for a GET the query
 * @param headers of its request, where it has one for itself
 */
record Item(String text, List<Header> headers, Expected expected) {
  Item(String text, Expected expected) {
    this(text, List.of(), expected);
  }
}
