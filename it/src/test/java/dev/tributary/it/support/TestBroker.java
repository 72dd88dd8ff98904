package dev.tributary.it.support;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One Kafka broker that the tests of a class share, and a home for what they make. */
public final class TestBroker implements BeforeAllCallback, AfterAllCallback {
  private TempHome home;
  private StartedPart kafka;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    home = TempHome.make();
    try {
      kafka = StartedPart.kafka(home);
    } catch (RuntimeException | InterruptedException e) {
      home.close(); // nobody calls afterAll now
      throw e;
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    try {
      kafka.close();
    } finally {
      home.close();
    }
  }

  /** The home, which goes away with the class. */
  public TempHome home() {
    return home;
  }

  /** The broker. */
  public StartedPart kafka() {
    return kafka;
  }
}
