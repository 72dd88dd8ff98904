package dev.tributary.ingest.envelope;

/** What is stored of the client's address. */
public enum Addresses {
  /** Nothing. */
  NONE,
  /** Its network: the first 24 bits of IPv4, 48 of IPv6. */
  TRUNCATED,
  /** All of it, and the headers in which proxies name it. */
  FULL
}
