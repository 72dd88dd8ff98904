package dev.tributary.it.support;

import dev.tributary.runners.local.parts.IngestServicePart;
import dev.tributary.runners.local.parts.KafkaPart;
import dev.tributary.runners.local.parts.MetastorePart;
import dev.tributary.runners.local.parts.PrestoPart;
import dev.tributary.runners.processes.Part;
import dev.tributary.runners.processes.PartProcess;
import dev.tributary.runners.processes.home.Checkout;
import dev.tributary.runners.processes.home.FreePorts;
import dev.tributary.runners.processes.home.Home;
import java.time.Duration;
import java.util.Map;

/**
 * One real part on a free port, as a process of its own, ready when it is returned. It ends with
 * this object, or with this JVM. After {@link #kill} it can be started again, on the same port and
 * with the same data.
 */
public final class StartedPart implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Part part;
  private final Home home;
  private PartProcess process;

  private StartedPart(Part part, Home home) {
    this.part = part;
    this.home = home;
  }

  /** A Kafka broker, about 10 CPU-seconds. */
  public static StartedPart kafka(TempHome temp) throws InterruptedException {
    return started(new KafkaPart(checkout(), temp.home(), FreePorts.any()), temp);
  }

  /** The same with more settings of the broker; {@code listeners} come beside its own. */
  public static StartedPart kafka(TempHome temp, Map<String, String> more)
      throws InterruptedException {
    return started(new KafkaPart(checkout(), temp.home(), FreePorts.any(), more), temp);
  }

  /** A Hive metastore, about 10 CPU-seconds. */
  public static StartedPart metastore(TempHome temp) throws InterruptedException {
    return started(new MetastorePart(checkout(), temp.home(), FreePorts.any()), temp);
  }

  /** A Presto server over the metastore, about 25 CPU-seconds. */
  public static StartedPart presto(TempHome temp, StartedPart metastore)
      throws InterruptedException {
    return started(
        new PrestoPart(checkout(), temp.home(), FreePorts.any(), metastore.port()), temp);
  }

  /** The HTTP service in front of the broker, about 3 CPU-seconds. */
  public static StartedPart ingestService(TempHome temp, StartedPart kafka)
      throws InterruptedException {
    return started(new IngestServicePart(checkout(), FreePorts.any(), kafka.address()), temp);
  }

  /** The same in front of a broker at host:port, with more of the service's settings. */
  public static StartedPart ingestService(TempHome temp, String kafka, Map<String, String> more)
      throws InterruptedException {
    return started(new IngestServicePart(checkout(), FreePorts.any(), kafka, more), temp);
  }

  /** A part of the tests alone. */
  public static StartedPart of(Part part, TempHome temp) throws InterruptedException {
    return started(part, temp);
  }

  /** The same without a wait until it is ready: what it needs is not there yet. */
  public static StartedPart notReady(Part part, TempHome temp) {
    var started = new StartedPart(part, temp.home());
    started.process = PartProcess.start(part, started.home);
    return started;
  }

  /** The folder of the sources, as the build names it to the tests. */
  public static Checkout checkout() {
    return Checkout.fromSystemProperties();
  }

  private static StartedPart started(Part part, TempHome temp) throws InterruptedException {
    var started = new StartedPart(part, temp.home());
    started.start();
    return started;
  }

  /** Starts it; only after {@link #kill} or {@link #stop}. */
  public void start() throws InterruptedException {
    process = PartProcess.start(part, home);
    try {
      process.awaitReady(PATIENCE);
    } catch (RuntimeException | InterruptedException e) {
      process.kill();
      throw e;
    }
  }

  /** {@code kill -9}. */
  public void kill() {
    process.kill();
  }

  /** SIGTERM, and what the part makes of it; on a busy machine that takes as long as it takes. */
  public void stop() {
    ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroy);
    Await.until(part.name() + " ended after SIGTERM", PATIENCE, () -> !process.isAlive());
  }

  /** Its process id, to freeze it for instance. */
  public long pid() {
    return process.pid();
  }

  /** Where it answers: host:port, or a URL of the HTTP service. */
  public String address() {
    return part.address();
  }

  /** The port of {@link #address}. */
  public int port() {
    return Integer.parseInt(address().substring(address().lastIndexOf(':') + 1));
  }

  @Override
  public void close() {
    process.kill();
  }
}
