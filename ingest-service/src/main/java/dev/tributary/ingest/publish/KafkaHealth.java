package dev.tributary.ingest.publish;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every second whether Kafka answers and has the topics, and makes those that are missing;
 * the first time it fetches their partitions too, so that no request has to wait for that. One
 * daemon thread.
 */
final class KafkaHealth implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaHealth.class);
  private static final long PERIOD_MILLIS = 1_000;

  /** How Kafka's clients say it (ClientUtils); there is no exception of its own. */
  private static final String UNRESOLVED = "No resolvable bootstrap urls";

  private final PublishSettings settings;
  private final ReplaceableProducer producer;
  private final KafkaTopics topics;
  private final Thread thread;
  private volatile Optional<Admin> admin = Optional.empty();
  private volatile boolean topicsKnown;
  private volatile boolean reachable;
  private boolean said;

  KafkaHealth(PublishSettings settings, ReplaceableProducer producer) {
    this.settings = settings;
    this.producer = producer;
    this.topics = new KafkaTopics(settings);
    this.thread = Thread.ofPlatform().daemon().name("kafka-health").unstarted(this::run);
  }

  /**
   * Starts to look. Kafka's clients refuse to be made while no bootstrap server has an address:
   * then they are made later.
   *
   * @throws KafkaException when the settings are wrong
   */
  void start() {
    connect();
    thread.start();
  }

  /** True once the topics are there and their partitions known. */
  boolean areTopicsKnown() {
    return topicsKnown;
  }

  /** True when Kafka answered the last time it was asked. */
  boolean isReachable() {
    return reachable;
  }

  private void run() {
    try {
      while (true) {
        look();
        Thread.sleep(reachable ? PERIOD_MILLIS : PERIOD_MILLIS / 4);
      }
    } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException closed) {
      reachable = false;
    }
  }

  /** Makes the clients; false while no bootstrap server has an address. */
  private boolean connect() {
    if (admin.isPresent()) {
      return true;
    }
    try {
      producer.open();
      admin = Optional.of(Admin.create(KafkaClientConfig.admin(settings)));
      KafkaThreads.watch();
      return true;
    } catch (KafkaException e) {
      if (!isUnresolved(e)) {
        throw e;
      }
      change(false, "no address is known for the bootstrap servers");
      return false;
    }
  }

  private static boolean isUnresolved(KafkaException e) {
    return e.getCause() instanceof ConfigException cause
        && String.valueOf(cause.getMessage()).startsWith(UNRESOLVED);
  }

  private void look() throws InterruptedException {
    try {
      if (!connect()) {
        return;
      }
      List<String> made = topics.makeMissing(admin.orElseThrow());
      if (!made.isEmpty()) {
        LOG.info("Made topics topics={} partitions={}", made, settings.partitions());
      }
      if (!topicsKnown) {
        settings.topics().forEach(producer::learn);
        topicsKnown = true;
      }
      change(true, "");
      producer.replaceIfStuck();
    } catch (ExecutionException e) {
      change(false, String.valueOf(e.getCause().getMessage()));
    } catch (org.apache.kafka.common.errors.InterruptException e) {
      throw e;
    } catch (RuntimeException e) { // whatever it is, the next look may find Kafka
      change(false, String.valueOf(e));
    }
  }

  private void change(boolean answers, String why) {
    if (answers == reachable && said) {
      return;
    }
    said = true;
    reachable = answers;
    if (answers) {
      producer.forgetFailures();
      LOG.info(
          "Reached Kafka bootstrap_servers={} topics={}",
          settings.bootstrapServers(),
          settings.topics());
    } else {
      LOG.warn(
          "Lost Kafka, answering 503 until it is back bootstrap_servers={} cause={}",
          settings.bootstrapServers(),
          why);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    admin.ifPresent(open -> open.close(Duration.ofSeconds(1)));
  }
}
