package dev.tributary.ingest.config;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many connections the limit of open files leaves room for. */
final class OpenFiles {
  private static final long FOR_THE_REST = 512;

  private OpenFiles() {}

  /** Most connections, when Kafka's, the admin port's and files keep theirs. */
  static int forConnections() {
    boolean known =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean;
    if (!known) {
      return Integer.MAX_VALUE;
    }
    var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long files = system.getMaxFileDescriptorCount();
    return (int) Math.min(Integer.MAX_VALUE, Math.max(files - FOR_THE_REST, files / 2));
  }
}
