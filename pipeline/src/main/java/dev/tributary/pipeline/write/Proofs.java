package dev.tributary.pipeline.write;

/** Whether each commit has a root over its records, for proofs that a record is one of them. */
public enum Proofs {
  /** A hash of each record is made. */
  ON,
  /** It costs nothing, and nothing can be proven. */
  OFF
}
