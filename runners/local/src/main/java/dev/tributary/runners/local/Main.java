package dev.tributary.runners.local;

import dev.tributary.runners.processes.Terminal;
import dev.tributary.runners.processes.TimerSlack;
import dev.tributary.runners.processes.home.CannotStartException;
import dev.tributary.runners.processes.home.Checkout;
import dev.tributary.runners.processes.home.Home;
import dev.tributary.runners.processes.home.HomeLock;
import dev.tributary.runners.processes.home.Ports;
import dev.tributary.runners.processes.parent.ParentWatch;
import java.io.IOException;

/** Everything on one machine, until a signal or the end of the process that started it. */
public final class Main {
  private static final long TIMERS_LATE_MILLIS = 10;

  private Main() {}

  /** Ends with 1 and one line when the system can't be started or kept running. */
  public static void main(String[] args) {
    TimerSlack.allow(TIMERS_LATE_MILLIS);
    Home home = Home.chosen();
    System.setProperty("org.slf4j.simpleLogger.logFile", home.log("local").toString());
    try {
      home.prepare(Home.NEEDED_BYTES);
      run(home, HomeLock.take(home, "Tributary", "-Dtributary.home"));
    } catch (CannotStartException e) {
      System.err.println(e.getMessage());
    } catch (IOException e) {
      System.err.println(CannotStartException.because(e, "Cannot start", home).getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.exit(1);
  }

  private static void run(Home home, HomeLock lock) throws IOException, InterruptedException {
    Ports ports = Ports.asked(System.getProperties()).free();
    LocalOptions options = LocalOptions.asked(System.getProperties());
    Checkout checkout = Checkout.fromSystemProperties();
    checkout.check();
    var terminal = new Terminal(System.out, System.console() != null);
    var system = new LocalSystem(checkout, home, lock, ports, options, terminal);
    Runtime.getRuntime().addShutdownHook(new Thread(system::stop));
    ParentWatch.whenGone(() -> System.exit(1));
    try {
      system.run();
    } finally {
      system.stop();
    }
  }
}
