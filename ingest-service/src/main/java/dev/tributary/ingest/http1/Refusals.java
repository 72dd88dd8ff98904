package dev.tributary.ingest.http1;

import dev.tributary.ingest.http1.head.RefusedRequest;
import java.net.SocketAddress;

/** Told of each request that the gate answers itself. Must not block. Thread safe. */
public interface Refusals {
  /** A request was refused. */
  void refused(RefusedRequest request, SocketAddress peer);
}
