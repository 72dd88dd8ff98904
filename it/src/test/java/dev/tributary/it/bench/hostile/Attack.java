package dev.tributary.it.bench.hostile;

/** Clients of one address that mean harm, while this is open. */
interface Attack extends AutoCloseable {
  /** How many requests or connections they have made so far. */
  long made();

  @Override
  void close();

  /** Begins an attack on the service that the connections go to. */
  interface Form {
    Attack begin(Connector from) throws Exception;
  }
}
