package dev.tributary.ingest.http1;

import dev.tributary.ingest.http1.head.RefusedRequestException;
import java.net.SocketAddress;

/** Is notified of each request that never reaches a handler. Must not block. Thread safe. */
public interface RefusalListener {
  /** A request was refused. */
  void refused(RefusedRequestException request, SocketAddress peer);
}
