package dev.tributary.pipeline.history;

import dev.tributary.ledger.read.LogAccess;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Which log it is: a log in another cluster, or of a recreated topic, begins at offset 0 again. */
public final class LogId {
  private LogId() {}

  /** The topic ID of the log. */
  public static String of(LogAccess log) throws IOException {
    try (Admin admin = log.kafka().admin()) {
      return admin
          .describeTopics(List.of(log.topic()))
          .allTopicNames()
          .get()
          .get(log.topic())
          .topicId()
          .toString();
    } catch (ExecutionException e) {
      throw new IOException("Cannot find the topic " + log.topic(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot find the topic " + log.topic() + ": interrupted", e);
    }
  }
}
