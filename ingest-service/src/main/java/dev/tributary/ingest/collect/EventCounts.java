package dev.tributary.ingest.collect;

import java.util.List;

/** Told of every verdict, for the metrics. Thread safe. */
interface EventCounts {
  /** Counts what became of one request's events; both lists are in the same order. */
  void count(List<Candidate> events, List<Verdict> verdicts);
}
