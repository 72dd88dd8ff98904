package dev.tributary.ingest.publish;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every second whether Kafka answers and has the topics, and makes those that are missing;
 * the first time it fetches their partitions too, so that no request has to wait for that. One
 * daemon thread.
 */
final class KafkaWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaWatch.class);
  private static final long PERIOD_MILLIS = 1_000;

  private final PublishSettings settings;
  private final ReplaceableProducer producer;
  private final Admin admin;
  private final KafkaTopics topics;
  private final Thread thread;
  private volatile boolean topicsKnown;
  private volatile boolean reachable;
  private boolean said;

  KafkaWatch(PublishSettings settings, ReplaceableProducer producer) {
    this.settings = settings;
    this.producer = producer;
    this.admin = Admin.create(KafkaClientConfig.admin(settings));
    this.topics = new KafkaTopics(settings);
    this.thread = Thread.ofPlatform().daemon().name("kafka-watch").unstarted(this::run);
  }

  void start() {
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

  private void look() throws InterruptedException {
    try {
      List<String> made = topics.makeMissing(admin);
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
    } catch (KafkaException e) {
      change(false, String.valueOf(e.getMessage()));
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
    admin.close(java.time.Duration.ofSeconds(1));
  }
}
