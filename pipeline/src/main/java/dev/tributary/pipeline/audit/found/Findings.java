package dev.tributary.pipeline.audit.found;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Gathers what is found; it holds the first ones alone. Thread safe. */
public final class Findings {
  private static final int MOST = 100;

  private final List<Finding> first = new ArrayList<>();
  private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);
  private final Set<String> notes = new TreeSet<>();

  public synchronized void add(Fault fault, String place, String detail) {
    counts.merge(fault, 1L, Long::sum);
    if (first.size() < MOST) {
      first.add(new Finding(fault, place, printable(detail)));
    }
  }

  /** A file or a record may hold any text: a finding is one line. */
  private static String printable(String detail) {
    StringBuilder text = new StringBuilder(detail.length());
    for (int i = 0; i < detail.length(); i++) {
      char c = detail.charAt(i);
      text.append(Character.isISOControl(c) ? ' ' : c);
    }
    return text.toString();
  }

  /** Says what is no difference, such as what could not be checked. */
  public synchronized void note(String text) {
    if (notes.size() < MOST) {
      notes.add(text);
    }
  }

  public synchronized List<Finding> first() {
    return List.copyOf(first);
  }

  public synchronized Map<Fault, Long> counts() {
    return new EnumMap<>(counts);
  }

  public synchronized List<String> notes() {
    return List.copyOf(notes);
  }
}
