package dev.tributary.it.contents.system;

import dev.tributary.it.contents.form.Shipments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was found to be different: counted by form, the first ones in words. Thread safe. */
final class Findings {
  private static final int IN_WORDS = 60;
  private static final int OF_A_FORM = 4;

  private final Shipments shipments;
  private final Map<String, Integer> byForm = new TreeMap<>();
  private final List<String> words = new ArrayList<>();

  Findings(Shipments shipments) {
    this.shipments = shipments;
  }

  /** Something is wrong with an event. */
  void add(Sent.Place place, String what) {
    String form = shipments.form(place.shipment());
    note(form, form + ", shipment " + place.shipment() + ", event " + place.index() + ": " + what);
  }

  /** Something is there that nobody sent. */
  void addUnsent(String what) {
    note("not sent", "Not sent: " + what);
  }

  private synchronized void note(String form, String what) {
    int count = byForm.merge(form, 1, Integer::sum);
    if (words.size() < IN_WORDS && count <= OF_A_FORM) {
      words.add(what);
    }
  }

  /** All of it; empty when nothing was found. */
  synchronized String text() {
    return byForm.isEmpty()
        ? ""
        : "Differences by form: " + byForm + "\n" + String.join("\n", words);
  }

  /** How many. */
  synchronized int count() {
    return byForm.values().stream().mapToInt(Integer::intValue).sum();
  }
}
